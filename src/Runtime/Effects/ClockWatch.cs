namespace Crossdock.Runtime;

/// <summary>
/// Notices that the wall clock was set while this process ran, by comparing it with the time that really passed. Leases and stamps in the store are by the wall clock,
/// since several processes and lives share them; what waits for a lost request is not to be cut short by it.
/// </summary>
internal sealed class ClockWatch(TimeProvider time)
{
    /// <summary>Less is a clock being drawn right, not set.</summary>
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private DateTimeOffset _wall = time.GetUtcNow();
    private long _mark = time.GetTimestamp();
    private long? _setForwardAt;
    private TimeSpan _setBack;

    /// <summary>The wall clock. Whoever decides by it looks here, so that no setting is missed that matters.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                Look();
                return _wall;
            }
        }
    }

    /// <summary>How long ago the clock was last set forward, at most as long as it really is; null when it never was.</summary>
    public TimeSpan? SinceSetForward
    {
        get
        {
            lock (_gate)
            {
                Look();
                return _setForwardAt is { } at ? time.GetElapsedTime(at) : null;
            }
        }
    }

    /// <summary>How far the clock was set back in all.</summary>
    public TimeSpan SetBack
    {
        get
        {
            lock (_gate)
            {
                Look();
                return _setBack;
            }
        }
    }

    private void Look()
    {
        var (wall, mark) = (time.GetUtcNow(), time.GetTimestamp());
        var set = wall - _wall - time.GetElapsedTime(_mark, mark);
        (_wall, _mark) = (wall, mark);
        if (set > s_tolerance)
        {
            _setForwardAt = mark; // noticed now; it was before
        }
        else if (set < -s_tolerance)
        {
            _setBack -= set;
        }
    }
}
