using Crossdock.Generators.Roslyn.Diagnostics;
using Crossdock.Generators.Roslyn.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Crossdock.Generators.Roslyn.Reading;

/// <summary>
/// Reads one connector class: what to generate for it and what is wrong with it. Generator and analyzer both use it, so they
/// cannot disagree.
/// </summary>
internal sealed partial class ConnectorReader
{
    private readonly INamedTypeSymbol _connector;
    private readonly AttributeData _attribute;
    private readonly CancellationToken _cancellationToken;
    private readonly List<Diagnostic> _problems = [];
    private bool _canGenerate = true;

    private ConnectorReader(INamedTypeSymbol connector, AttributeData attribute, CancellationToken cancellationToken)
    {
        _connector = connector;
        _attribute = attribute;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Reads a class that carries <c>[Connector]</c>.</summary>
    public static ConnectorReading Read(INamedTypeSymbol connector, AttributeData attribute, CancellationToken cancellationToken)
    {
        var reader = new ConnectorReader(connector, attribute, cancellationToken);
        var model = reader.ReadModel();
        return new ConnectorReading(reader._canGenerate ? model : null, reader._problems);
    }

    private ConnectorModel ReadModel()
    {
        CheckClass();
        var system = ReadSystem();
        var options = ReadOptions();
        var parameters = ReadConstructor();
        var declared = ReadDeclarations();
        CheckPorts(declared);

        return new ConnectorModel(
            _connector.ContainingNamespace.IsGlobalNamespace ? null : _connector.ContainingNamespace.ToDisplayString(),
            _connector.Name,
            _connector.IsRecord ? "record" : "class",
            system,
            _attribute.EnumExpression("Role"),
            options is null ? null : new OptionsModel(options.FullName(), options.IsPublicEverywhere()),
            _attribute.Get<int>("MaxConcurrency"),
            _attribute.Get<bool>("SerialisePerDocument"),
            ReadQuota(),
            Read(declared, PortKind.Source, ReadSource),
            Read(declared, PortKind.Effect, ReadEffect),
            Read(declared, PortKind.Lookup, (_, document) => document.FullName()),
            Read(declared, PortKind.Snapshot, (_, document) => document.FullName()),
            ReadWebhooks(declared),
            ReadStatusAxes(),
            parameters);
    }

    private void Report(DiagnosticDescriptor descriptor, Location location, params object[] arguments) =>
        _problems.Add(Diagnostic.Create(descriptor, location, arguments));

    private void ReportFix(DiagnosticDescriptor descriptor, Location location, string key, string value, params object[] arguments) =>
        _problems.Add(Diagnostic.Create(
            descriptor,
            location,
            FixProperties.Of(key, value),
            arguments));

    // Reports what leaves nothing sensible to generate. The missing Add<System> then fails the build even with analyzers off.
    private void Refuse(DiagnosticDescriptor descriptor, Location location, params object[] arguments)
    {
        _canGenerate = false;
        Report(descriptor, location, arguments);
    }

    // The part that carries [Connector]: fixes are made there.
    private Location ClassLocation() =>
        _attribute.ApplicationSyntaxReference?.GetSyntax(_cancellationToken).FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.GetLocation()
        ?? _connector.Locations[0];
}
