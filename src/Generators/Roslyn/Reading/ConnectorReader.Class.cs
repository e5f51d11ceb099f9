using System.Text.RegularExpressions;
using Crossdock.Generators.Roslyn.Diagnostics;
using Crossdock.Generators.Roslyn.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Crossdock.Generators.Roslyn.Reading;

/// <summary>The class itself: shape, system name, options type and constructor.</summary>
internal sealed partial class ConnectorReader
{
    private static readonly Regex s_systemName = new("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private void CheckClass()
    {
        var isPartial = _connector.DeclaringSyntaxReferences.All(reference =>
            reference.GetSyntax(_cancellationToken) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
        if (!isPartial)
        {
            Refuse(Descriptors.NotPartial, ClassLocation(), _connector.Name);
        }

        if (!_connector.IsStatic && !_connector.AllInterfaces.Any(port => port.IsCrossdock("IConnector")))
        {
            Refuse(Descriptors.NotAConnector, ClassLocation(), _connector.Name);
        }

        var flaw = _connector switch
        {
            { ContainingType: not null } => "nested in another type",
            { IsStatic: true } => "static",
            { IsAbstract: true } => "abstract",
            { Arity: > 0 } => "generic",
            { IsFileLocal: true } => "file-local",
            _ => null,
        };
        if (flaw is not null)
        {
            Refuse(Descriptors.UnusableClass, ClassLocation(), _connector.Name, flaw);
        }
    }

    private string ReadSystem()
    {
        var system = _attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";
        if (!s_systemName.IsMatch(system))
        {
            Refuse(Descriptors.MalformedSystemName, _attribute.Location(_cancellationToken), system);
        }

        return system;
    }

    private INamedTypeSymbol? ReadOptions()
    {
        if (_attribute.Get<ITypeSymbol>("Options") is not { } type)
        {
            return null;
        }

        if (type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false, IsUnboundGenericType: false } options
            && options.InstanceConstructors.Any(constructor =>
                constructor.Parameters.IsEmpty && constructor.DeclaredAccessibility == Accessibility.Public))
        {
            return options;
        }

        Refuse(Descriptors.OptionsNotConstructible, _attribute.Location("Options", _cancellationToken), type.ShortName());
        return null;
    }

    private EquatableArray<ParameterModel> ReadConstructor()
    {
        var constructors = _connector.InstanceConstructors
            .Where(constructor => !IsCopyConstructor(constructor))
            .GroupBy(constructor => constructor.DeclaredAccessibility)
            .Where(group => group.Key is Accessibility.Public or Accessibility.Internal)
            .OrderByDescending(group => group.Key)
            .FirstOrDefault()?.ToList() ?? [];

        if (constructors.Count == 1)
        {
            return new EquatableArray<ParameterModel>(constructors[0].Parameters.Select(ReadParameter));
        }

        // An unusable class has been reported as such.
        if (_canGenerate)
        {
            Refuse(
                Descriptors.UnusableConstructor,
                ClassLocation(),
                _connector.Name,
                constructors.Count == 0 ? "it has no public or internal constructor" : "it has more than one constructor; keep one public");
        }

        return default;
    }

    private bool IsCopyConstructor(IMethodSymbol constructor) =>
        _connector.IsRecord
        && constructor.Parameters.Length == 1
        && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, _connector);

    private ParameterModel ReadParameter(IParameterSymbol parameter)
    {
        var type = parameter.Type;
        if (parameter.RefKind != RefKind.None || type.IsValueType || type.SpecialType != SpecialType.None || type.TypeKind is TypeKind.Pointer or TypeKind.Dynamic)
        {
            Refuse(
                Descriptors.UnusableConstructor,
                parameter.Locations.FirstOrDefault() ?? ClassLocation(),
                _connector.Name,
                $"its parameter '{parameter.Name}' ({type.ShortName()}) is no service; take it from the options instead");
        }
        else if (parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "FromKeyedServicesAttribute"))
        {
            Refuse(
                Descriptors.UnusableConstructor,
                parameter.Locations.FirstOrDefault() ?? ClassLocation(),
                _connector.Name,
                $"its parameter '{parameter.Name}' asks for a keyed service; take an IServiceProvider and the connection's name instead");
        }

        var origin = type.IsCrossdock("ConnectionContext") ? ParameterOrigin.Context
            : SymbolEqualityComparer.Default.Equals(type, _attribute.Get<ITypeSymbol>("Options")) ? ParameterOrigin.Options
            : parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: null } ? ParameterOrigin.OptionalService
            : ParameterOrigin.RequiredService;
        return new ParameterModel(origin, type.FullName());
    }
}
