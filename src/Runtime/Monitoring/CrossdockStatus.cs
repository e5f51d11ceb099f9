using Crossdock.Storage;

namespace Crossdock;

/// <summary>What the runtime has to do and has done.</summary>
/// <param name="Work">Work rows by state; states without rows may be absent.</param>
/// <param name="Totals">Running totals since the store was created.</param>
/// <param name="NextDue">When the next work becomes claimable; null when nothing is pending.</param>
/// <param name="Sources">The polled sources.</param>
public sealed record CrossdockStatus(
    IReadOnlyDictionary<WorkState, long> Work,
    StoreTotals Totals,
    DateTimeOffset? NextDue,
    IReadOnlyList<SourceStatus> Sources)
{
    /// <summary>What may go out to each registered connection; empty before the start.</summary>
    public IReadOnlyList<ConnectionStatus> Connections { get; init; } = [];

    /// <summary>Work that goes on by itself: ready, claimed, held or waiting for facts.</summary>
    public long Unfinished => Count(WorkState.Ready) + Count(WorkState.Claimed) + Count(WorkState.Held) + Count(WorkState.Waiting);

    /// <summary>True when every source was read to its end and no work is left that goes on by itself.</summary>
    public bool IsIdle => Unfinished == 0 && Sources.All(source => source.IsCaughtUp);

    /// <summary>The number of work rows in a state.</summary>
    public long Count(WorkState state) => Work.GetValueOrDefault(state);
}
