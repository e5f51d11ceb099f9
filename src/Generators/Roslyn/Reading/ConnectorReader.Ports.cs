using Crossdock.Generators.Roslyn.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Crossdock.Generators.Roslyn.Reading;

/// <summary>Declared ports against implemented ones, in both directions. Base classes and role aliases count as implementing.</summary>
internal sealed partial class ConnectorReader
{
    private List<Declaration> ReadDeclarations()
    {
        var declared = new List<Declaration>();
        foreach (var attribute in _connector.GetAttributes())
        {
            if (PortKind.DeclaredBy(attribute.AttributeClass) is not { } kind)
            {
                continue;
            }

            var subject = attribute.Subject();
            if (kind != PortKind.Webhooks && subject is null)
            {
                // The type does not resolve: the compiler says so.
                _canGenerate = false;
            }
            else if (declared.Any(other => other.Declares(kind, subject)))
            {
                Refuse(Descriptors.DeclaredTwice, attribute.Location(_cancellationToken), _connector.Name, $"[{kind.AttributeOf(subject?.ShortName())}]");
            }
            else
            {
                declared.Add(new Declaration(kind, subject, attribute));
            }
        }

        return declared;
    }

    private void CheckPorts(List<Declaration> declared)
    {
        var implemented = _connector.AllInterfaces
            .Select(port => (Kind: PortKind.ImplementedAs(port), Subject: port.TypeArguments.FirstOrDefault()))
            .Where(port => port.Kind is not null)
            .ToList();

        foreach (var declaration in declared)
        {
            if (!implemented.Any(port => declaration.Declares(port.Kind!, port.Subject)))
            {
                ReportFix(
                    Descriptors.PortNotImplemented,
                    declaration.Attribute.Location(_cancellationToken),
                    FixProperties.Port,
                    $"global::Crossdock.{declaration.Kind.InterfaceOf(declaration.Subject?.FullName())}",
                    _connector.Name,
                    declaration.Kind.AttributeOf(declaration.Subject?.ShortName()),
                    declaration.Kind.InterfaceOf(declaration.Subject?.ShortName()));
            }
        }

        foreach (var (kind, subject) in implemented)
        {
            if (subject is not { TypeKind: TypeKind.Error } && !declared.Any(declaration => declaration.Declares(kind!, subject)))
            {
                ReportFix(
                    Descriptors.PortNotDeclared,
                    ClassLocation(),
                    FixProperties.Attribute,
                    $"global::Crossdock.{kind!.AttributeOf(subject?.FullName())}",
                    _connector.Name,
                    kind.InterfaceOf(subject?.ShortName()),
                    kind.AttributeOf(subject?.ShortName()));
            }
        }
    }
}
