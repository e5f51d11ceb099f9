using System.Globalization;
using Crossdock.Storage;

namespace Crossdock;

/// <summary>What a replay plan is made of: some items, a group, or all that a filter finds. Only dead-lettered and parked items can be replayed.</summary>
public sealed record ReplaySelection
{
    private static readonly WorkState[] s_replayable = [WorkState.Parked, WorkState.DeadLettered];

    private ReplaySelection(ExceptionFilter? filter, IReadOnlyList<long> workIds)
    {
        Filter = filter;
        WorkIds = workIds;
    }

    /// <summary>The filter; null when the items are named. Its page does not matter.</summary>
    public ExceptionFilter? Filter { get; }

    /// <summary>The named items, in order; empty when there is a filter.</summary>
    public IReadOnlyList<long> WorkIds { get; }

    /// <summary>These items.</summary>
    public static ReplaySelection Items(params IEnumerable<long> workIds) => new(null, [.. workIds.Distinct().Order()]);

    /// <summary>A group of dead letters and parked items.</summary>
    public static ReplaySelection Group(string tenant, string fingerprint) =>
        Where(new ExceptionFilter(tenant, s_replayable) { Group = fingerprint });

    /// <summary>All that a filter finds.</summary>
    /// <exception cref="ArgumentException">The filter names a state that cannot be replayed.</exception>
    public static ReplaySelection Where(ExceptionFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return filter.States.Count == 0 || filter.States.Except(s_replayable).Any()
            ? throw new ArgumentException("Only Parked and DeadLettered items can be replayed; refused input is edited, or sent again by its source.", nameof(filter))
            : new ReplaySelection(filter, []);
    }

    /// <summary>The selection as text: what a plan keeps of it, and what tells whether two selections are the same.</summary>
    public override string ToString()
    {
        if (Filter is not { } filter)
        {
            return $"items {string.Join(' ', WorkIds.Select(id => id.ToString(CultureInfo.InvariantCulture)))}";
        }

        var parts = new (string Name, string? Value)[]
        {
            ("states", string.Join(' ', filter.States.Distinct().Order())),
            ("group", filter.Group),
            ("connection", filter.Connection),
            ("operation", filter.Operation),
            ("key", filter.Key),
            ("text", filter.Text),
            ("since", filter.Since?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            ("before", filter.Before?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
        };
        return string.Join(", ", parts.Where(part => part.Value is not null).Select(part => $"{part.Name} '{part.Value}'"));
    }
}
