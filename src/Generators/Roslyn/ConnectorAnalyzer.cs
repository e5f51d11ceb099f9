using System.Collections.Concurrent;
using System.Collections.Immutable;
using Crossdock.Generators.Roslyn.Diagnostics;
using Crossdock.Generators.Roslyn.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Crossdock.Generators.Roslyn;

/// <summary>Checks that what a connector class declares is what it does.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConnectorAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Descriptors.NotPartial,
        Descriptors.NotAConnector,
        Descriptors.UnusableClass,
        Descriptors.MalformedSystemName,
        Descriptors.DuplicateSystemName,
        Descriptors.OptionsNotConstructible,
        Descriptors.MalformedDuration,
        Descriptors.UnusableConstructor,
        Descriptors.PortNotImplemented,
        Descriptors.PortNotDeclared,
        Descriptors.FinancialEffectUndeclared,
        Descriptors.NativeKeyWithoutWindow,
        Descriptors.LookupWithoutFields,
        Descriptors.CommandWithoutOperation,
        Descriptors.DeclaredTwice,
        Descriptors.CountBelowOne,
        Descriptors.BatchMismatch,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(Symbols.ConnectorAttribute) is null)
            {
                return;
            }

            var systems = new ConcurrentBag<(string System, string Connector, Location Location)>();
            start.RegisterSymbolAction(
                symbol =>
                {
                    var connector = (INamedTypeSymbol)symbol.Symbol;
                    if (Symbols.ConnectorAttributeOf(connector) is not { } attribute)
                    {
                        return;
                    }

                    foreach (var problem in ConnectorReader.Read(connector, attribute, symbol.CancellationToken).Problems)
                    {
                        symbol.ReportDiagnostic(problem);
                    }

                    if (attribute.ConstructorArguments.FirstOrDefault().Value is string system)
                    {
                        systems.Add((system, connector.ToDisplayString(), attribute.Location(symbol.CancellationToken)));
                    }
                },
                SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => ReportDuplicates(end, systems));
        });
    }

    private static void ReportDuplicates(
        CompilationAnalysisContext context,
        IEnumerable<(string System, string Connector, Location Location)> systems)
    {
        foreach (var group in systems.GroupBy(entry => entry.System))
        {
            var connectors = group.OrderBy(entry => entry.Connector, StringComparer.Ordinal).ToList();
            for (var i = 0; connectors.Count > 1 && i < connectors.Count; i++)
            {
                var other = connectors[i == 0 ? 1 : 0].Connector;
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.DuplicateSystemName, connectors[i].Location, group.Key, other));
            }
        }
    }
}
