namespace Crossdock.Runtime;

/// <summary>
/// Opens after failures in a row that say more about the connection than about a document; then lets one trial through per break. Breaks grow, with
/// jitter, up to a bound.
/// </summary>
/// <remarks>Not safe for concurrent use; <see cref="ConnectionSeam"/> locks.</remarks>
internal sealed class Circuit(CircuitOptions options, Func<double> share)
{
    private int _failures;
    private int _breaks;
    private DateTimeOffset? _openUntil;
    private bool _isTrialOut;

    public bool IsOpen => _openUntil is not null;

    /// <summary>Calls that may start now: 0 while open, 1 when a trial is due, without limit when closed.</summary>
    public int RoomAt(DateTimeOffset now) => OpensAt(now) is not { } until ? int.MaxValue : until > now || _isTrialOut ? 0 : 1;

    /// <summary>When the next trial may start; null when closed.</summary>
    public DateTimeOffset? OpensAt(DateTimeOffset now)
    {
        // A clock that was set back must not leave it open for years.
        if (_openUntil > now + options.MaxBreak)
        {
            _openUntil = now + options.MaxBreak;
        }

        return _openUntil;
    }

    /// <summary>Starts the trial if there is one to start.</summary>
    public bool TryStartTrial(DateTimeOffset now)
    {
        if (RoomAt(now) != 1)
        {
            return false;
        }

        _isTrialOut = true;
        return true;
    }

    /// <summary>The trial did not come to a call; the next caller may be the trial.</summary>
    public void AbandonTrial() => _isTrialOut = false;

    /// <summary>Takes note of an answer.</summary>
    /// <param name="isTrial">True when the call was the trial. While open, nothing else counts: such calls started before it opened.</param>
    /// <param name="isFailure">True when it failed in a way that counts.</param>
    /// <param name="now">The time.</param>
    /// <returns>True when it opened, again or for the first time; false when it closed; null when nothing changed.</returns>
    public bool? Report(bool isTrial, bool isFailure, DateTimeOffset now)
    {
        if (isTrial)
        {
            _isTrialOut = false;
        }
        else if (IsOpen)
        {
            return null;
        }

        if (!isFailure)
        {
            _failures = 0;
            _breaks = 0;
            _openUntil = null;
            return isTrial ? false : null;
        }

        if (!isTrial && (options.Failures == 0 || ++_failures < options.Failures))
        {
            return null;
        }

        var bound = Math.Min(options.FirstBreak.TotalMilliseconds * Math.Pow(2, Math.Min(_breaks, 30)), options.MaxBreak.TotalMilliseconds);
        _breaks++;

        // Between half of the bound and the bound: hosts that lost the same remote at the same time do not come back in step.
        _openUntil = now.AddMilliseconds(Math.Max(1, bound * (0.5 + (share() / 2))));
        return true;
    }
}
