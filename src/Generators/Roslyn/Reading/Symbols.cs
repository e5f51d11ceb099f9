using Microsoft.CodeAnalysis;

namespace Crossdock.Generators.Roslyn.Reading;

/// <summary>Recognises types of Crossdock.Abstractions by name, and writes types as C#.</summary>
internal static class Symbols
{
    public const string ConnectorAttribute = "Crossdock.ConnectorAttribute";

    /// <summary>True when the type is the one of that metadata name in namespace <c>Crossdock</c>.</summary>
    public static bool IsCrossdock(this ITypeSymbol? type, string metadataName) =>
        type is not null
        && type.MetadataName == metadataName
        && type.ContainingType is null
        && type.ContainingNamespace is { Name: "Crossdock", ContainingNamespace.IsGlobalNamespace: true };

    public static AttributeData? ConnectorAttributeOf(INamedTypeSymbol type)
    {
        AttributeData? found = null;
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass.IsCrossdock("ConnectorAttribute"))
            {
                // Twice is a compiler error already; nothing is generated then.
                if (found is not null)
                {
                    return null;
                }

                found = attribute;
            }
        }

        return found;
    }

    public static string FullName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public static string ShortName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    public static bool IsPublicEverywhere(this ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility != Accessibility.Public)
            {
                return false;
            }
        }

        return type is not INamedTypeSymbol named || named.TypeArguments.All(IsPublicEverywhere);
    }
}
