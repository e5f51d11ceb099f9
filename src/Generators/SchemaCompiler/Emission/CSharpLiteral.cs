using System.Globalization;
using System.Text;

namespace Crossdock.Generators.SchemaCompiler.Emission;

/// <summary>Values as C# source.</summary>
internal static class CSharpLiteral
{
    /// <summary>A string in quotes, in ASCII.</summary>
    public static string Of(string value)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in value)
        {
            literal.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' or > '~' => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A whole number.</summary>
    public static string Of(long value) => value switch
    {
        long.MinValue => "long.MinValue",
        long.MaxValue => "long.MaxValue",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A length or count.</summary>
    public static string Of(int value) => value == int.MaxValue ? "int.MaxValue" : value.ToString(CultureInfo.InvariantCulture);
}
