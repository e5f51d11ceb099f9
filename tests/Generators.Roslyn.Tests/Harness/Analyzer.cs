using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Crossdock.Generators.Roslyn.Tests.Harness;

/// <summary>Runs the analyzer on C# text.</summary>
internal static class Analyzer
{
    /// <summary>The diagnostics, in source order.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> DiagnoseAsync(params IEnumerable<string> files) =>
        await DiagnoseAsync(Source.Compile(files));

    public static async Task<IReadOnlyList<Diagnostic>> DiagnoseAsync(Compilation compilation)
    {
        var analysis = compilation.WithAnalyzers([new ConnectorAnalyzer()]);
        var diagnostics = await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        diagnostics.ShouldAllBe(diagnostic => diagnostic.Id.StartsWith("CDK", StringComparison.Ordinal));
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id)];
    }

    /// <summary>The text a diagnostic underlines.</summary>
    public static string Underlined(this Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(diagnostic.Location.SourceSpan);
}
