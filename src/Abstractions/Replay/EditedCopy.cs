using Crossdock.Storage;

namespace Crossdock;

/// <summary>An edited payload that takes the place of an exception.</summary>
public sealed record EditedCopy
{
    /// <summary>The work row it replaces.</summary>
    public required long WorkId { get; init; }

    /// <summary>
    /// The copy, checked like any input: its envelope names the original's as its cause, its work is the one step that the original stands for (all
    /// steps for refused input).
    /// </summary>
    public required InboxEntry Entry { get; init; }

    /// <summary>Who edited it.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>The caller's clock.</summary>
    public required DateTimeOffset Now { get; init; }
}
