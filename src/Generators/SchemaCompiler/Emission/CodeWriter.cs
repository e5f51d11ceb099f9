using System.Globalization;
using System.Text;

namespace Crossdock.Generators.SchemaCompiler.Emission;

/// <summary>Indented C# text.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes a line, or an empty one.</summary>
    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        _text.Append('\n');
    }

    /// <summary>Writes lines that are already laid out, at the current depth.</summary>
    public void Lines(string block)
    {
        foreach (var line in block.TrimEnd('\n').Split('\n'))
        {
            Line(line);
        }
    }

    /// <summary>Opens a block, after a line that introduces it.</summary>
    public void Open(string? line = null)
    {
        if (line is not null)
        {
            Line(line);
        }

        Line("{");
        _depth++;
    }

    /// <summary>Closes a block.</summary>
    public void Close(string after = "")
    {
        _depth--;
        Line("}" + after);
    }

    /// <summary>Writes an XML summary.</summary>
    public void Summary(string text) => Line($"/// <summary>{Xml(text)}</summary>");

    /// <summary>A C# string literal.</summary>
    public static string Literal(string value)
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

    /// <inheritdoc />
    public override string ToString() => _text.ToString();

    private static string Xml(string text) =>
        text.ReplaceLineEndings(" ").Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
