using Microsoft.Extensions.Logging;

namespace Crossdock.Runtime;

/// <summary>
/// The one place where calls of a connection are let through: quota, pauses that the remote asked for, and the circuit. Effects, probes and reads all
/// come by here. Nothing waits inside of it; whoever is not let through is told when to come again.
/// </summary>
internal sealed class ConnectionSeam(string name, QuotaManifest? quota, int cheapest, SeamServices services)
{
    /// <summary>How long a turn is kept for whoever was promised it, before others may have it.</summary>
    private static readonly TimeSpan s_turn = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(1);

    private readonly TokenBucket? _bucket = quota is null ? null : new TokenBucket(quota, services.Time.GetUtcNow());
    private readonly Circuit _circuit = new(services.Circuit, services.Retry.NextShare);
    private readonly Lock _gate = new();
    private DateTimeOffset _pausedUntil;
    private SeamParty _turn;
    private DateTimeOffset _turnAt;
    private bool _effectsWait;

    public string Name { get; } = name;

    /// <summary>Calls of effects that may start now; <see cref="int.MaxValue"/> when nothing limits them.</summary>
    public int RoomAt(DateTimeOffset now)
    {
        lock (_gate)
        {
            var isOthersTurn = TurnOfOthers(SeamParty.Effects, 0, now) > now;
            _effectsWait |= isOthersTurn;
            return isOthersTurn || PausedUntil(now) > now ? 0
                : Math.Min(_circuit.RoomAt(now), _bucket is null ? int.MaxValue : _bucket.Points(now) / cheapest);
        }
    }

    /// <summary>No effect is due: a turn kept for one is of no use.</summary>
    public void GiveUpTurn()
    {
        lock (_gate)
        {
            _effectsWait = false;
            _turn = _turn == SeamParty.Effects ? SeamParty.None : _turn;
        }
    }

    /// <summary>When calls of effects may start again; now or earlier when they may.</summary>
    public DateTimeOffset OpensAt(DateTimeOffset now)
    {
        lock (_gate)
        {
            return Latest(PausedUntil(now), _circuit.OpensAt(now) ?? now, TurnOfOthers(SeamParty.Effects, 0, now), _bucket?.HasAt(cheapest, now) ?? now);
        }
    }

    /// <summary>Lets an effect through, or says when to try again.</summary>
    /// <param name="cost">Points it takes; what is not spent goes back.</param>
    /// <param name="retryAt">When to try again; later than now.</param>
    /// <returns>The leave; null when it is refused, and then nothing was taken.</returns>
    public SeamPass? TryEnter(int cost, out DateTimeOffset retryAt)
    {
        lock (_gate)
        {
            var now = services.Time.GetUtcNow();
            retryAt = Latest(PausedUntil(now), _circuit.OpensAt(now) ?? now);
            if (retryAt > now)
            {
                return null;
            }

            if (_circuit.RoomAt(now) == 0)
            {
                retryAt = now + s_turn; // the trial is under way
                return null;
            }

            retryAt = Take(SeamParty.Effects, cost, now);
            return retryAt > now ? null : new SeamPass(this, cost, _circuit.TryStartTrial(now));
        }
    }

    /// <summary>Waits until a source may be read. Holds no claim, so it may take long.</summary>
    public async Task WaitToReadAsync(int cost, CancellationToken stopping)
    {
        while (true)
        {
            TimeSpan wait;
            lock (_gate)
            {
                var now = services.Time.GetUtcNow();

                // Reads neither open the circuit nor close it, they keep out of its way: they have a back-off of their own.
                var until = Latest(PausedUntil(now), _circuit.OpensAt(now) ?? now);
                wait = (until > now ? until : Take(SeamParty.Reads, cost, now)) - now;
            }

            if (wait <= TimeSpan.Zero)
            {
                return;
            }

            // Less than a millisecond would be no delay at all, and this a loop that spins until the clock is there.
            await Task.Delay(wait < s_shortestWait ? s_shortestWait : wait, services.Time, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>A pause that the remote asks for holds for the whole connection, whoever was told.</summary>
    public void NotePause(ConnectorError error)
    {
        lock (_gate)
        {
            Pause(error, services.Time.GetUtcNow());
        }
    }

    public void Report(ConnectorError? error, bool isTrial)
    {
        bool? opened;
        DateTimeOffset now;
        DateTimeOffset? until;
        lock (_gate)
        {
            now = services.Time.GetUtcNow();
            Pause(error, now);
            opened = _circuit.Report(isTrial, error is not null && CountsAgainstConnection(error.Kind), now);
            until = _circuit.OpensAt(now);
        }

        if (opened == true)
        {
            services.Metrics.CircuitChanged(Name, "open");
            Log.CircuitOpened(services.Logger, Name, error!.Kind, error.RemoteCode, until!.Value);
        }
        else if (opened == false)
        {
            services.Metrics.CircuitChanged(Name, "closed");
            Log.CircuitClosed(services.Logger, Name);
        }
    }

    public void Return(int cost, bool isTrial)
    {
        lock (_gate)
        {
            _bucket?.Return(cost);
            if (isTrial)
            {
                _circuit.AbandonTrial();
            }
        }
    }

    public ConnectionStatus ReadStatus(int claimed)
    {
        lock (_gate)
        {
            var now = services.Time.GetUtcNow();
            var paused = PausedUntil(now);
            return new ConnectionStatus(Name)
            {
                CircuitOpenUntil = _circuit.OpensAt(now),
                PausedUntil = paused > now ? paused : null,
                QuotaPoints = _bucket?.Points(now),
                QuotaCapacity = _bucket?.Capacity,
                Claimed = claimed,
            };
        }
    }

    // What the remote, or the way to it, would do to any document. A refusal of a document shows that the connection works.
    private static bool CountsAgainstConnection(ErrorKind kind) => kind is ErrorKind.Transient or ErrorKind.Throttled or ErrorKind.Auth or ErrorKind.UnknownOutcome;

    private static DateTimeOffset Latest(params ReadOnlySpan<DateTimeOffset> times)
    {
        var latest = times[0];
        foreach (var time in times)
        {
            latest = time > latest ? time : latest;
        }

        return latest;
    }

    /// <summary>Takes the cost now, or returns when to ask again. When points are short, effects and reads take turns, so that neither starves.</summary>
    private DateTimeOffset Take(SeamParty party, int cost, DateTimeOffset now)
    {
        if (_bucket is null)
        {
            return now;
        }

        var blocked = TurnOfOthers(party, cost, now);
        if (blocked > now)
        {
            return blocked;
        }

        if (_bucket.TryTake(cost, now))
        {
            _turn = _turn == party ? SeamParty.None : _turn;
            if (party == SeamParty.Reads && _effectsWait)
            {
                // Effects cannot queue here: they are not claimed as long as there is no room. So they are promised the next points.
                (_turn, _turnAt, _effectsWait) = (SeamParty.Effects, _bucket.HasAt(cheapest, now), false);
            }

            return now;
        }

        var there = _bucket.HasAt(cost, now);
        (_turn, _turnAt) = (party, there);
        return there;
    }

    /// <summary>Until when the points are kept for somebody else: the other party, or one of ours that costs more than is there.</summary>
    private DateTimeOffset TurnOfOthers(SeamParty party, int cost, DateTimeOffset now)
    {
        // Longer than a full bucket takes means that the clock was set back.
        if (_turn == SeamParty.None || _bucket is null || _turnAt > _bucket.HasAt(_bucket.Capacity, now) + s_turn || now >= _turnAt + s_turn)
        {
            _turn = SeamParty.None;
            return now;
        }

        return _turn != party && _bucket.HasAt(cost, now) is var there ? Latest(_turnAt + s_turn, there) : _turnAt;
    }

    private void Pause(ConnectorError? error, DateTimeOffset now)
    {
        if (services.Retry.CapRetryAfter(error?.RetryAfter) is { } asked && now + asked > _pausedUntil)
        {
            _pausedUntil = now + asked;
        }
    }

    private DateTimeOffset PausedUntil(DateTimeOffset now)
    {
        // A clock that was set back must not lengthen the pause beyond what is allowed.
        var longest = now + services.Retry.MaxRetryAfter;
        return _pausedUntil > longest ? _pausedUntil = longest : _pausedUntil;
    }
}
