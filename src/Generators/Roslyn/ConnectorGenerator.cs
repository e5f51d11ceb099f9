using Crossdock.Generators.Roslyn.Emitting;
using Crossdock.Generators.Roslyn.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Crossdock.Generators.Roslyn;

/// <summary>
/// Writes, for each class with <c>[Connector]</c>, its manifest and its <c>Add&lt;System&gt;</c> registration. It reports nothing:
/// <see cref="ConnectorAnalyzer"/> does, which keeps source locations out of this pipeline and gives every diagnostic its code fix.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ConnectorGenerator : IIncrementalGenerator
{
    internal const string ReadStep = "ReadConnectors";
    internal const string ValidStep = "ValidConnectors";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var connectors = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                Symbols.ConnectorAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (target, cancellationToken) =>
                    target.TargetSymbol is INamedTypeSymbol type && Symbols.ConnectorAttributeOf(type) is { } attribute
                        ? ConnectorReader.Read(type, attribute, cancellationToken).Model
                        : null)
            .WithTrackingName(ReadStep)
            .Where(static model => model is not null)
            .WithTrackingName(ValidStep);

        context.RegisterSourceOutput(connectors, static (output, model) =>
            output.AddSource(ConnectorEmitter.HintName(model!), ConnectorEmitter.Emit(model!)));
    }
}
