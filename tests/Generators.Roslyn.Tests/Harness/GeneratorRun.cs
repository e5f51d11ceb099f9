using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Crossdock.Generators.Roslyn.Tests.Harness;

/// <summary>A generator driver that remembers its last run, so that the next one is incremental.</summary>
internal sealed class GeneratorRun
{
    private GeneratorDriver _driver = CSharpGeneratorDriver.Create(
        [new ConnectorGenerator().AsSourceGenerator()],
        parseOptions: Source.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The compilation with the generated files.</summary>
    public Compilation Output { get; private set; } = null!;

    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    public static GeneratorRun Of(params IEnumerable<string> files) => new GeneratorRun().Run(Source.Compile(files));

    public GeneratorRun Run(Compilation compilation)
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics, TestContext.Current.CancellationToken);
        diagnostics.ShouldBeEmpty();
        Result.Exception.ShouldBeNull();
        Output = output;
        return this;
    }

    /// <summary>The only generated file.</summary>
    public string Text => Result.GeneratedSources.ShouldHaveSingleItem().SourceText.ToString();

    public IReadOnlyList<Diagnostic> Errors() =>
        [.. Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    /// <summary>The reasons of a named step, by the connector it yielded.</summary>
    public IReadOnlyDictionary<string, IncrementalStepRunReason> Reasons(string step) => Result.TrackedSteps[step]
        .SelectMany(run => run.Outputs)
        .ToDictionary(output => ((Model.ConnectorModel)output.Value).TypeName, output => output.Reason);

    /// <summary>The reasons of the written files.</summary>
    public IReadOnlyList<IncrementalStepRunReason> OutputReasons() =>
        [.. Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason)];
}
