namespace Crossdock.Generators.SchemaCompiler.Patterns;

/// <summary>The syntax tree of a pattern.</summary>
internal abstract record PatternNode;

/// <summary>One character out of ranges of code points.</summary>
internal sealed record CharacterNode(IReadOnlyList<CodePointRange> Ranges) : PatternNode;

internal sealed record SequenceNode(IReadOnlyList<PatternNode> Items) : PatternNode;

internal sealed record AlternationNode(IReadOnlyList<PatternNode> Branches) : PatternNode;

/// <summary>A repetition; <see cref="Max"/> is null when it has no end.</summary>
internal sealed record RepeatNode(PatternNode Item, int Min, int? Max) : PatternNode;

/// <summary>Code points from <see cref="First"/> to <see cref="Last"/>, both included.</summary>
internal readonly record struct CodePointRange(int First, int Last);
