using System.Collections.Immutable;
using System.Composition;
using Crossdock.Generators.Roslyn.Diagnostics;
using Crossdock.Generators.Roslyn.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Crossdock.Generators.Roslyn.CodeFixes;

/// <summary>CDK0002 and CDK0009: adds the missing interface, or removes the attribute that claims a port the class does not have.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ImplementOrRemoveFix : ConnectorCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [DiagnosticIds.NotAConnector, DiagnosticIds.PortNotImplemented];

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (ClassOf(node) is not { } declaration)
        {
            return;
        }

        var port = diagnostic.Properties.TryGetValue(FixProperties.Port, out var declared) ? declared! : "global::Crossdock.IConnector";
        Register(context, diagnostic, $"Implement {Short(port)}", editor => editor.AddInterfaceType(declaration, Name(port)));

        if (node.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute)
        {
            Register(context, diagnostic, $"Remove [{attribute.Name}]", editor => editor.RemoveNode(attribute));
        }
    }
}
