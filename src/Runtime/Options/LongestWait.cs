namespace Crossdock.Runtime;

/// <summary>The longest time that anything of a host is put off or waited for on purpose. What is due later was stamped by a clock that was ahead.</summary>
internal static class LongestWait
{
    /// <summary>Longer than every option may be; what is held for longer is looked at again after this time.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromDays(32);

    public static TimeSpan Of(CrossdockOptions options, IEnumerable<ConnectionDescriptor> connections, FlowModel flows)
    {
        var longest = Least;
        foreach (var connection in connections)
        {
            if (options.QuotaOf(connection) is { Refill: > 0 } quota)
            {
                longest = Longer(longest, quota.Per * ((double)quota.Capacity / quota.Refill));
            }

            foreach (var effect in connection.Manifest.Effects)
            {
                longest = Longer(longest, options.Lease + options.RemoteDoneAfter + effect.SettleTime);
            }
        }

        foreach (var step in flows.Steps)
        {
            longest = Longer(Longer(longest, step.CoalesceWindow), step.WaitAtMost ?? TimeSpan.Zero);
        }

        foreach (var source in flows.Sources)
        {
            longest = Longer(longest, source.LongestGap);
        }

        return longest + TimeSpan.FromDays(1);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
