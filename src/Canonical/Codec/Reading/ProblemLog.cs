namespace Crossdock.Canonical.Codec;

/// <summary>Problems of one document, by offset until <see cref="Resolve"/> turns the offsets into JSON Pointers.</summary>
internal sealed class ProblemLog
{
    /// <summary>After so many problems the reading stops; one more entry says so.</summary>
    public const int Limit = 100;

    private readonly List<Entry> _entries = [];
    private bool _truncated;

    /// <summary>Adds a problem.</summary>
    /// <returns>False when the limit is passed and reading should stop.</returns>
    public bool Add(int offset, string keyword, string found, string allowed, string? member)
    {
        if (_entries.Count == Limit)
        {
            _truncated = true;
            return false;
        }

        _entries.Add(new Entry(offset, _entries.Count, keyword, found, allowed, member));
        return true;
    }

    /// <summary>The problems in document order.</summary>
    public IReadOnlyList<SchemaProblem> Resolve(ReadOnlySpan<byte> json)
    {
        _entries.Sort();
        var problems = new List<SchemaProblem>(_entries.Count + 1);
        var path = new PointerFinder(json);
        foreach (var entry in _entries)
        {
            var pointer = path.At(entry.Offset);
            if (entry.Member is not null)
            {
                pointer = $"{pointer}/{JsonPointer.Escape(entry.Member)}";
            }

            problems.Add(new SchemaProblem(pointer, entry.Keyword, entry.Found, entry.Allowed));
        }

        if (_truncated)
        {
            problems.Add(new SchemaProblem("", "truncated", $"more than {Limit} problems", $"at most {Limit} problems are listed"));
        }

        return problems;
    }

    private readonly record struct Entry(int Offset, int Sequence, string Keyword, string Found, string Allowed, string? Member) : IComparable<Entry>
    {
        public int CompareTo(Entry other) => Offset != other.Offset ? Offset.CompareTo(other.Offset) : Sequence.CompareTo(other.Sequence);
    }
}
