using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Crossdock.Generators.Roslyn.Reading;

/// <summary>Reads attribute arguments; half-typed ones count as not given.</summary>
internal static class AttributeValues
{
    public static T? Get<T>(this AttributeData attribute, string name) => attribute.Constant(name).Value is T value ? value : default;

    public static IEnumerable<string> Strings(this AttributeData attribute, string name)
    {
        var constant = attribute.Constant(name);
        return constant.Kind == TypedConstantKind.Array && !constant.IsNull
            ? constant.Values.Select(value => value.Value as string).OfType<string>()
            : [];
    }

    /// <summary>The type argument of a generic attribute; null when there is none or it does not resolve.</summary>
    public static INamedTypeSymbol? Subject(this AttributeData attribute) =>
        attribute.AttributeClass?.TypeArguments.FirstOrDefault() is INamedTypeSymbol { TypeKind: not TypeKind.Error } subject ? subject : null;

    /// <summary>An enum value as a C# expression; flags are joined with <c>|</c>.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="name">The property; its type is asked when it is not set.</param>
    public static string EnumExpression(this AttributeData attribute, string name)
    {
        var constant = attribute.Constant(name);
        var type = constant.Type
            ?? attribute.AttributeClass?.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault()?.Type;
        return EnumExpression(type, constant.Value as int? ?? 0);
    }

    public static string EnumExpression(ITypeSymbol? type, int value)
    {
        if (type is null)
        {
            return "default";
        }

        var members = type.GetMembers().OfType<IFieldSymbol>().Where(field => field.ConstantValue is int).ToList();
        var names = members.Where(field => (int)field.ConstantValue! == value).Take(1).ToList();
        if (names.Count == 0)
        {
            names = [.. members.Where(field => (int)field.ConstantValue! is var bit && bit != 0 && (value & bit) == bit)];
        }

        return names.Aggregate(0, (all, field) => all | (int)field.ConstantValue!) == value && names.Count > 0
            ? string.Join(" | ", names.Select(field => $"{type.FullName()}.{field.Name}"))
            : $"({type.FullName()})({value})";
    }

    public static Location Location(this AttributeData attribute, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation() ?? Microsoft.CodeAnalysis.Location.None;

    /// <summary>Where a named argument is written; the attribute itself when it is not.</summary>
    public static Location Location(this AttributeData attribute, string name, CancellationToken cancellationToken) =>
        (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax)?.ArgumentList?.Arguments
            .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.GetLocation()
        ?? attribute.Location(cancellationToken);

    private static TypedConstant Constant(this AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value;
            }
        }

        return default;
    }
}
