namespace Crossdock.Generators.SchemaCompiler.Patterns;

/// <summary>A non-deterministic automaton over bytes, built from a pattern.</summary>
internal sealed class Automaton
{
    private const int MaxStates = 20_000;

    private readonly List<State> _states = [];

    /// <summary>Builds the automaton; state 0 is the start.</summary>
    public Automaton(PatternNode pattern)
    {
        var start = Add();
        Accepting = Build(pattern, start);
    }

    /// <summary>The state in which the text may end.</summary>
    public int Accepting { get; }

    public IReadOnlyList<State> States => _states;

    private int Add()
    {
        if (_states.Count == MaxStates)
        {
            throw new PatternException("the pattern is too large; use smaller counts");
        }

        _states.Add(new State());
        return _states.Count - 1;
    }

    private int Build(PatternNode node, int from)
    {
        switch (node)
        {
            case CharacterNode character:
                return Characters(character, from);
            case SequenceNode sequence:
                return sequence.Items.Aggregate(from, (state, item) => Build(item, state));
            case AlternationNode alternation:
                var join = Add();
                foreach (var branch in alternation.Branches)
                {
                    _states[Build(branch, from)].Silent.Add(join);
                }

                return join;
            case RepeatNode repeat:
                return Repeat(repeat, from);
            default:
                throw new InvalidOperationException($"No automaton for {node.GetType().Name}.");
        }
    }

    private int Characters(CharacterNode character, int from)
    {
        var end = Add();
        foreach (var sequence in character.Ranges.SelectMany(CodePoints.ToUtf8))
        {
            var state = from;
            for (var i = 0; i < sequence.Count; i++)
            {
                var next = i == sequence.Count - 1 ? end : Add();
                _states[state].Steps.Add((sequence[i], next));
                state = next;
            }
        }

        return end;
    }

    private int Repeat(RepeatNode repeat, int from)
    {
        var state = from;
        for (var i = 0; i < repeat.Min; i++)
        {
            state = Build(repeat.Item, state);
        }

        if (repeat.Max is not { } max)
        {
            var loop = Add();
            _states[state].Silent.Add(loop);
            _states[Build(repeat.Item, loop)].Silent.Add(loop);
            return loop;
        }

        var end = Add();
        for (var i = repeat.Min; i < max; i++)
        {
            _states[state].Silent.Add(end);
            state = Build(repeat.Item, state);
        }

        _states[state].Silent.Add(end);
        return end;
    }

    /// <summary>A state with its ways out.</summary>
    internal sealed class State
    {
        /// <summary>Ways that take a byte.</summary>
        public List<(ByteRange Bytes, int Next)> Steps { get; } = [];

        /// <summary>Ways that take nothing.</summary>
        public List<int> Silent { get; } = [];
    }
}
