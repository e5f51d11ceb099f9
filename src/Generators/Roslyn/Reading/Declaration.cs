using Microsoft.CodeAnalysis;

namespace Crossdock.Generators.Roslyn.Reading;

/// <summary>A port declared by an attribute. <paramref name="Subject"/> is the document or command; webhooks have none.</summary>
internal sealed record Declaration(PortKind Kind, INamedTypeSymbol? Subject, AttributeData Attribute)
{
    public bool Declares(PortKind kind, ITypeSymbol? subject) =>
        Kind == kind && SymbolEqualityComparer.Default.Equals(Subject, subject);
}
