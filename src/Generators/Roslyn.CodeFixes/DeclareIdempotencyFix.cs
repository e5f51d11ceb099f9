using System.Collections.Immutable;
using System.Composition;
using Crossdock.Generators.Roslyn.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Crossdock.Generators.Roslyn.CodeFixes;

/// <summary>CDK0011: declares what keeps a financial effect from happening twice.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeclareIdempotencyFix : ConnectorCodeFix
{
    private const string Argument = "Idempotency";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.FinancialEffectUndeclared];

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
        {
            return;
        }

        foreach (var mode in (string[])["NaturalKeyLookup", "NativeKey", "None"])
        {
            Register(context, diagnostic, $"Declare {Argument} = {mode}", editor => editor.ReplaceNode(attribute, With(attribute, mode)));
        }
    }

    private static AttributeSyntax With(AttributeSyntax attribute, string mode)
    {
        var declared = SyntaxFactory.AttributeArgument(
            SyntaxFactory.NameEquals(Argument),
            nameColon: null,
            Name($"global::Crossdock.IdempotencyMode.{mode}"));
        var others = attribute.ArgumentList?.Arguments.Where(argument => argument.NameEquals?.Name.Identifier.ValueText != Argument) ?? [];
        return attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList([declared, .. others])));
    }
}
