namespace Crossdock.Canonical.Codec;

/// <summary>A schema <c>pattern</c> compiled to a deterministic automaton over UTF-8 bytes: one table look-up a byte, no backtracking.</summary>
public sealed class Utf8Pattern
{
    private readonly byte[] _classes;
    private readonly ushort[] _next;
    private readonly bool[] _accepting;
    private readonly int _classCount;

    /// <summary>Takes the tables that SchemaCompiler worked out.</summary>
    /// <param name="source">The pattern as the schema has it.</param>
    /// <param name="classes">For each of the 256 byte values, its class.</param>
    /// <param name="next">For each state and class, the next state. State 0 is the start; a state that cannot match any more is <see cref="Dead"/>.</param>
    /// <param name="accepting">For each state, whether text may end there.</param>
    public Utf8Pattern(string source, byte[] classes, ushort[] next, bool[] accepting)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(classes.Length, 256);
        Source = source;
        _classes = classes;
        _next = next;
        _accepting = accepting;
        _classCount = next.Length / accepting.Length;
    }

    /// <summary>The entry of a transition that leads nowhere.</summary>
    public const ushort Dead = ushort.MaxValue;

    /// <summary>The pattern as the schema has it.</summary>
    public string Source { get; }

    /// <summary>True when the whole text satisfies the pattern.</summary>
    /// <param name="text">Valid UTF-8.</param>
    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        var classes = _classes;
        var next = _next;
        var state = 0;
        foreach (var b in text)
        {
            state = next[state * _classCount + classes[b]];
            if (state == Dead)
            {
                return false;
            }
        }

        return _accepting[state];
    }
}
