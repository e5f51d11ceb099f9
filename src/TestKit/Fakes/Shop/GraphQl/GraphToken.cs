namespace Crossdock.TestKit.Fakes;

/// <summary>What a token is.</summary>
internal enum GraphTokenKind
{
    End,
    Name,
    Number,
    String,
    Punctuation,
}

/// <summary>One token of a GraphQL document.</summary>
internal readonly record struct GraphToken(GraphTokenKind Kind, string Text, GraphPosition At);
