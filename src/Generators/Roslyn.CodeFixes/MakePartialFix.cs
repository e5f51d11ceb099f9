using System.Collections.Immutable;
using System.Composition;
using Crossdock.Generators.Roslyn.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Crossdock.Generators.Roslyn.CodeFixes;

/// <summary>CDK0001: adds <c>partial</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakePartialFix : ConnectorCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.NotPartial];

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (ClassOf(node) is { } declaration)
        {
            Register(context, diagnostic, "Make the class partial", editor =>
                editor.SetModifiers(declaration, editor.Generator.GetModifiers(declaration).WithPartial(true)));
        }
    }
}
