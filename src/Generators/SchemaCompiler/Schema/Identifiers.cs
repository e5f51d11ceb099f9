using System.Text;

namespace Crossdock.Generators.SchemaCompiler.Schema;

/// <summary>C# names from schema names.</summary>
internal static class Identifiers
{
    /// <summary>PascalCase of a camelCase, kebab-case or free text; a leading digit gets the prefix <c>Code</c>.</summary>
    public static string Pascal(string text)
    {
        var name = new StringBuilder(text.Length + 4);
        var upper = true;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                upper = true;
                continue;
            }

            name.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            name.Insert(0, "Code");
        }

        return name.ToString();
    }

    /// <summary>The same with a lower first letter.</summary>
    public static string Camel(string pascal) => char.ToLowerInvariant(pascal[0]) + pascal[1..];
}
