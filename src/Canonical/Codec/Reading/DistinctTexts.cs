using System.Runtime.CompilerServices;
using System.Text;

namespace Crossdock.Canonical.Codec;

/// <summary>
/// Texts that should all be different: the names of an object the schema does not describe, or items. A few plain texts are
/// compared where they stand; more of them, or texts with escapes, are put in a set.
/// </summary>
internal ref struct DistinctTexts(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private Places _places;
    private int _count;
    private HashSet<string>? _set;

    /// <summary>Adds a text; false when it is there already.</summary>
    /// <param name="text">The text without escapes.</param>
    public bool Add(ReadOnlySpan<byte> text)
    {
        if (_set is null && _count < Places.Length && _json.Overlaps(text, out var start))
        {
            foreach (var place in ((ReadOnlySpan<Range>)_places)[.._count])
            {
                if (_json[place].SequenceEqual(text))
                {
                    return false;
                }
            }

            _places[_count++] = new Range(start, start + text.Length);
            return true;
        }

        return ToSet().Add(Encoding.UTF8.GetString(text));
    }

    private HashSet<string> ToSet()
    {
        if (_set is null)
        {
            _set = new HashSet<string>(StringComparer.Ordinal);
            foreach (var place in ((ReadOnlySpan<Range>)_places)[.._count])
            {
                _set.Add(Encoding.UTF8.GetString(_json[place]));
            }
        }

        return _set;
    }

    [InlineArray(Length)]
    private struct Places
    {
        public const int Length = 8;

        private Range _first;
    }
}
