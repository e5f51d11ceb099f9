using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Crossdock.Generators.Roslyn.CodeFixes;

/// <summary>A fix that edits the document its diagnostic is in.</summary>
public abstract class ConnectorCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan) is { } node)
            {
                Offer(context, diagnostic, node);
            }
        }
    }

    /// <summary>Registers the fixes of one diagnostic.</summary>
    /// <param name="context">Where fixes are registered.</param>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="node">The attribute or the class it is reported on.</param>
    private protected abstract void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node);

    private protected static void Register(CodeFixContext context, Diagnostic diagnostic, string title, Action<DocumentEditor> edit) =>
        context.RegisterCodeFix(
            CodeAction.Create(
                title,
                async cancellationToken =>
                {
                    var editor = await DocumentEditor.CreateAsync(context.Document, cancellationToken).ConfigureAwait(false);
                    edit(editor);
                    return editor.GetChangedDocument();
                },
                equivalenceKey: title),
            diagnostic);

    private protected static TypeDeclarationSyntax? ClassOf(SyntaxNode node) => node.FirstAncestorOrSelf<TypeDeclarationSyntax>();

    /// <summary>A fully qualified name that is shortened to what the document's usings allow.</summary>
    private protected static NameSyntax Name(string fullName) =>
        SyntaxFactory.ParseName(fullName).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>The last part of a fully qualified name, for titles: <c>global::A.B&lt;global::A.C&gt;</c> becomes <c>B&lt;C&gt;</c>.</summary>
    private protected static string Short(string fullName) =>
        string.Join("<", fullName.Split('<').Select(part => part.Substring(part.LastIndexOfAny(['.', ':']) + 1)));
}
