namespace Crossdock.Generators.SchemaCompiler.Patterns;

/// <summary>A pattern as tables: byte classes and, per state and class, the next state. Linear time, no backtracking.</summary>
internal sealed class CompiledPattern
{
    /// <summary>Keeps the tables of one pattern below a few hundred kilobytes.</summary>
    private const int MaxStates = 2000;

    /// <summary>The entry of a transition that leads nowhere.</summary>
    public const ushort Dead = ushort.MaxValue;

    private CompiledPattern(string source, byte[] classes, int classCount, ushort[] next, bool[] accepting)
    {
        Source = source;
        Classes = classes;
        ClassCount = classCount;
        Next = next;
        Accepting = accepting;
    }

    public string Source { get; }

    public IReadOnlyList<byte> Classes { get; }

    public int ClassCount { get; }

    public IReadOnlyList<ushort> Next { get; }

    public IReadOnlyList<bool> Accepting { get; }

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="PatternException">The pattern is outside the supported subset, or grows too large.</exception>
    public static CompiledPattern Compile(string source)
    {
        var automaton = new Automaton(PatternParser.Parse(source));
        var (classes, classCount) = Classify(automaton);
        var representatives = Enumerable.Range(0, classCount).Select(c => (byte)Array.IndexOf(classes, (byte)c)).ToArray();

        var known = new Dictionary<string, int>();
        var sets = new List<int[]>();
        var next = new List<ushort>();
        StateOf(Close(automaton, [0]), known, sets);
        for (var state = 0; state < sets.Count; state++)
        {
            foreach (var b in representatives)
            {
                var reached = Close(automaton, sets[state].SelectMany(s => automaton.States[s].Steps).Where(step => b >= step.Bytes.First && b <= step.Bytes.Last).Select(step => step.Next));
                next.Add(reached.Length == 0 ? Dead : StateOf(reached, known, sets));
            }
        }

        return new CompiledPattern(source, classes, classCount, [.. next], [.. sets.Select(set => set.Contains(automaton.Accepting))]);
    }

    /// <summary>Runs the tables, as the runtime does.</summary>
    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        var state = 0;
        foreach (var b in text)
        {
            var next = Next[state * ClassCount + Classes[b]];
            if (next == Dead)
            {
                return false;
            }

            state = next;
        }

        return Accepting[state];
    }

    private static ushort StateOf(int[] set, Dictionary<string, int> known, List<int[]> sets)
    {
        var key = string.Join(',', set);
        if (!known.TryGetValue(key, out var state))
        {
            state = sets.Count;
            if (state == MaxStates)
            {
                throw new PatternException($"the pattern needs more than {MaxStates} states; use smaller counts");
            }

            known.Add(key, state);
            sets.Add(set);
        }

        return (ushort)state;
    }

    private static int[] Close(Automaton automaton, IEnumerable<int> states)
    {
        var reached = new SortedSet<int>();
        var open = new Stack<int>(states);
        while (open.TryPop(out var state))
        {
            if (reached.Add(state))
            {
                foreach (var silent in automaton.States[state].Silent)
                {
                    open.Push(silent);
                }
            }
        }

        return [.. reached];
    }

    /// <summary>Puts bytes that no step tells apart in one class.</summary>
    private static (byte[] Classes, int Count) Classify(Automaton automaton)
    {
        var cuts = new bool[257];
        foreach (var (bytes, _) in automaton.States.SelectMany(state => state.Steps))
        {
            cuts[bytes.First] = true;
            cuts[bytes.Last + 1] = true;
        }

        var classes = new byte[256];
        var current = 0;
        for (var b = 1; b < 256; b++)
        {
            current += cuts[b] ? 1 : 0;
            classes[b] = (byte)current;
        }

        return (classes, current + 1);
    }
}
