using System.Collections.Immutable;
using System.Composition;
using Crossdock.Generators.Roslyn.Diagnostics;
using Crossdock.Generators.Roslyn.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Crossdock.Generators.Roslyn.CodeFixes;

/// <summary>CDK0010: adds the attribute that declares the implemented port.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeclarePortFix : ConnectorCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DiagnosticIds.PortNotDeclared];

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (ClassOf(node) is { } declaration && diagnostic.Properties.TryGetValue(FixProperties.Attribute, out var attribute))
        {
            Register(context, diagnostic, $"Declare [{Short(attribute!)}]", editor =>
                editor.AddAttribute(declaration, editor.Generator.Attribute(Name(attribute!))));
        }
    }
}
