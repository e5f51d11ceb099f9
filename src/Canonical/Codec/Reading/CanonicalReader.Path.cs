using System.Runtime.CompilerServices;
using System.Text;

namespace Crossdock.Canonical.Codec;

public ref partial struct CanonicalReader
{
    /// <summary>The JSON Pointer of where the reader is.</summary>
    private readonly string Pointer(string? below)
    {
        var pointer = new StringBuilder();
        for (var level = 1; level <= _depth; level++)
        {
            var place = _path[level];
            if (place < 0)
            {
                pointer.Append('/').Append(~place);
            }
            else if (place > 0)
            {
                Append(pointer, JsonText.Unescape(Snippet.Content(_json, place)));
            }
        }

        if (below is not null)
        {
            Append(pointer, below);
        }

        return pointer.ToString();
    }

    /// <summary>Appends one reference token, escaped as RFC 6901 says.</summary>
    private static void Append(StringBuilder pointer, string token) =>
        pointer.Append('/').Append(token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));

    [InlineArray(MaxDepth + 1)]
    private struct Path
    {
        private int _first;
    }
}
