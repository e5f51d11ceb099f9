namespace Crossdock.Runtime;

/// <summary>
/// A bucket of points that fills up at a steady rate, by a clock that is handed in. Whole numbers throughout: after the time that is named a
/// cost is there to the tick, so nobody wakes up a moment too early and asks again.
/// </summary>
/// <remarks>Not safe for concurrent use; <see cref="ConnectionSeam"/> locks.</remarks>
internal sealed class TokenBucket(QuotaManifest quota, DateTimeOffset now)
{
    // One point is as many grains as the period has ticks, so that a tick brings a whole number of grains.
    private readonly Int128 _grainsPerPoint = quota.Per.Ticks;
    private readonly Int128 _full = (Int128)quota.Capacity * quota.Per.Ticks;
    private readonly int _grainsPerTick = quota.Refill;
    private Int128 _grains = (Int128)quota.Capacity * quota.Per.Ticks;
    private long _filledAt = now.UtcTicks;

    public int Capacity { get; } = quota.Capacity;

    /// <summary>Whole points that are there.</summary>
    public int Points(DateTimeOffset now)
    {
        Fill(now);
        return (int)(_grains / _grainsPerPoint);
    }

    /// <summary>Takes the cost, all or nothing.</summary>
    public bool TryTake(int cost, DateTimeOffset now)
    {
        Fill(now);
        var grains = cost * _grainsPerPoint;
        if (_grains < grains)
        {
            return false;
        }

        _grains -= grains;
        return true;
    }

    /// <summary>When the cost will be there if nobody takes anything meanwhile.</summary>
    public DateTimeOffset HasAt(int cost, DateTimeOffset now)
    {
        Fill(now);
        var missing = (cost * _grainsPerPoint) - _grains;
        return missing <= 0 ? now : now.AddTicks((long)((missing + _grainsPerTick - 1) / _grainsPerTick));
    }

    /// <summary>Puts back what was taken and not used.</summary>
    public void Return(int cost) => _grains = Int128.Min(_full, _grains + (cost * _grainsPerPoint));

    private void Fill(DateTimeOffset now)
    {
        // A clock that goes back brings nothing and takes nothing away.
        var ticks = Math.Max(0, now.UtcTicks - _filledAt);
        _filledAt = now.UtcTicks;
        _grains = Int128.Min(_full, _grains + ((Int128)ticks * _grainsPerTick));
    }
}
