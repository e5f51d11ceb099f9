using System.Text;

namespace Crossdock.Generators.Roslyn.Emitting;

/// <summary>Indented text with line feeds, whatever the machine.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string text = "")
    {
        if (text.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(text);
        }

        _text.Append('\n');
    }

    public void Open(string text = "{")
    {
        Line(text);
        _depth++;
    }

    public void Close(string text = "}")
    {
        Outdent();
        Line(text);
    }

    public void Outdent() => _depth--;

    public override string ToString() => _text.ToString();
}
