using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Crossdock.Generators.Roslyn.Tests.Harness;

/// <summary>Applies code fixes to C# text.</summary>
internal static class Fixes
{
    /// <summary>The titles a fix offers for the first diagnostic of an id.</summary>
    public static async Task<IReadOnlyList<string>> OfferedAsync(CodeFixProvider fix, string id, string source)
    {
        using var workspace = new AdhocWorkspace();
        return [.. (await ActionsAsync(fix, id, Open(workspace, source))).Select(action => action.Title)];
    }

    /// <summary>The text after the fix of that title, and the diagnostics of that id that are left.</summary>
    public static async Task<(string Text, IReadOnlyList<Diagnostic> Left)> ApplyAsync(CodeFixProvider fix, string id, string title, string source)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, source);
        var action = (await ActionsAsync(fix, id, document)).Single(candidate => candidate.Title == title);
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;

        var text = (await changed.GetTextAsync(TestContext.Current.CancellationToken)).ToString().ReplaceLineEndings("\n");
        return (text[Source.Usings.Length..], await DiagnosticsAsync(id, changed));
    }

    private static Document Open(AdhocWorkspace workspace, string source) => workspace
        .AddProject("Acme.Connectors", LanguageNames.CSharp)
        .WithParseOptions(Source.ParseOptions)
        .WithCompilationOptions(Source.CompilationOptions)
        .WithMetadataReferences(Source.References)
        .AddDocument("Connector.cs", Source.Usings + source);

    private static async Task<List<CodeAction>> ActionsAsync(CodeFixProvider fix, string id, Document document)
    {
        var diagnostic = (await DiagnosticsAsync(id, document))[0];
        fix.FixableDiagnosticIds.ShouldContain(id);
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return actions;
    }

    private static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(string id, Document document)
    {
        var compilation = await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken);
        return [.. (await Analyzer.DiagnoseAsync(compilation!)).Where(diagnostic => diagnostic.Id == id)];
    }
}
