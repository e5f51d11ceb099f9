using Crossdock.Faults.History;

namespace Crossdock.Faults.Simulation;

/// <summary>
/// A request on its way to a remote. The remote does it at once, later, never, or only after the caller gave up; the answer comes, comes wrong, or is lost.
/// </summary>
/// <param name="run">The run it belongs to.</param>
/// <param name="owner">Who calls.</param>
/// <param name="record">Where the history keeps it.</param>
/// <param name="commit">What the remote does when the request arrives.</param>
/// <param name="outcomeOf">How the answer reads in the history.</param>
internal sealed class RemoteCall<T>(SimulatedRun run, VirtualProcess owner, RecordedCall record, Func<T> commit, Func<T, CallOutcome> outcomeOf) : PendingCall(owner)
    where T : class
{
    private readonly TaskCompletionSource<T> _answer = new();

    /// <summary>True while the request is at the remote and nothing is done yet.</summary>
    private bool _isUnderWay = true;

    public override bool RunsOutside => true;

    private string What => $"{(record.IsProbe ? "probe" : "send")} {record.Key}";

    private TimeSpan LatestAt => record.InvokedAt + run.Options.RemoteTimeout + run.Options.InDoubtGrace;

    public async Task<T> SendAsync(CancellationToken cancellationToken)
    {
        run.History.Calls.Add(record);
        run.Enqueue(this);
        await using (cancellationToken.UnsafeRegister(static state => ((RemoteCall<T>)state!).GiveUp(), this))
        {
            return await _answer.Task.ConfigureAwait(false);
        }
    }

    public override void Resolve()
    {
        if (record.EndedAt is not null)
        {
            return;
        }

        var random = run.Random;
        if (run.IsCalm || !random.Chance(run.Plan.RemoteFault))
        {
            if (!run.IsCalm && random.Chance(0.2))
            {
                // Slow, but in time or nearly so.
                run.Clock.In(random.Upto(run.Options.RemoteTimeout * 1.05), Arrive);
                return;
            }

            Answer(Do());
            return;
        }

        switch (random.Next(record.IsProbe ? 4 : 10))
        {
            case 0:
            case 1 when record.IsProbe:
                Fail(ErrorKind.Transient);
                break;
            case 1:
                Fail(ErrorKind.Throttled, random.Upto(TimeSpan.FromSeconds(40)));
                break;
            case 2:
                run.Note($"{Owner.Name} {What}: no answer, nothing arrived");
                _isUnderWay = false;
                break;
            case 3:
                Fail(random.Chance(0.5) ? ErrorKind.Auth : ErrorKind.Transient);
                break;
            case 4:
                _isUnderWay = false;
                Reset("reset before it arrived");
                break;
            case 5:
                Do();
                Reset("reset after it was done");
                break;
            case 6:
                Do();
                run.Note($"{Owner.Name} {What}: no answer, it is done");
                break;
            case 7:
                run.Note($"{Owner.Name} {What}: no answer, it hangs there");
                run.Clock.In(LatestAt - run.Clock.Elapsed, DoAtLast);
                break;
            case 8:
                Reset("a gateway gave up, the system behind it did not");
                break;
            default:
                if (random.Chance(0.5))
                {
                    Do();
                }

                Lose(CallOutcome.Unknown);
                Deliver(() => _answer.TrySetException(new InvalidOperationException("a connector's own bug")));
                break;
        }
    }

    public override void Abandon() => Lose(CallOutcome.Open, isCutOff: true);

    /// <summary>Ours to end: in time, when we were told to stop, or because it took too long.</summary>
    private void GiveUp() => Lose(CallOutcome.Unknown, isCutOff: run.Clock.Elapsed < record.InvokedAt + run.Options.RemoteTimeout);

    /// <summary>The caller gave up. What is under way may still be done for a while.</summary>
    private void Lose(CallOutcome outcome, bool isCutOff = false)
    {
        if (record.EndedAt is not null)
        {
            return;
        }

        record.EndedAt = run.Clock.Elapsed;
        record.Outcome = outcome;
        record.IsCutOff = isCutOff;
        IsFinished = true;
        run.Note($"{Owner.Name} {What}: given up");
        if (!_isUnderWay || record.IsProbe)
        {
            return;
        }

        // The bytes had left or not; the remote goes on with what arrived, but not for ever: a well one takes the time it has, a broken one ends soon.
        var late = run.Clock.Elapsed + run.Random.Upto(isCutOff ? LatestAt - run.Clock.Elapsed : run.Options.InDoubtGrace);
        if (run.Random.Chance(0.7) && late <= LatestAt)
        {
            run.Clock.In(late - run.Clock.Elapsed, DoLate);
        }
        else
        {
            _isUnderWay = false;
        }
    }

    private void Arrive()
    {
        if (record.EndedAt is null)
        {
            Answer(Do());
        }
    }

    private void DoAtLast()
    {
        if (record.EndedAt is null)
        {
            DoLate();
        }
    }

    private void DoLate()
    {
        if (_isUnderWay)
        {
            Do();
        }
    }

    private (T? Result, Exception? Failure) Do()
    {
        _isUnderWay = false;
        try
        {
            return (commit(), null);
        }
        catch (ConnectorException failure)
        {
            return (null, failure);
        }
    }

    private void Answer((T? Result, Exception? Failure) answer) => Deliver(() =>
    {
        if (record.EndedAt is not null)
        {
            return;
        }

        record.EndedAt = run.Clock.Elapsed;
        record.Outcome = answer.Result is { } result ? outcomeOf(result) : CallOutcome.Failed;
        IsFinished = true;
        run.Note($"{Owner.Name} {What}: {record.Outcome}");
        if (answer.Failure is { } failure)
        {
            _answer.TrySetException(failure);
        }
        else
        {
            _answer.TrySetResult(answer.Result!);
        }
    });

    /// <summary>The remote says that it did nothing, and keeps its word.</summary>
    private void Fail(ErrorKind kind, TimeSpan? retryAfter = null)
    {
        _isUnderWay = false;
        Answer((null, new ConnectorException(new ConnectorError { Kind = kind, Message = $"'{record.Key.Connection}' failed; it may work later.", RetryAfter = retryAfter, RemoteCode = "simulated" })));
    }

    private void Reset(string how)
    {
        run.Note($"{Owner.Name} {What}: {how}");
        Lose(CallOutcome.Unknown);
        Deliver(() => _answer.TrySetException(new ConnectorException(ErrorKind.UnknownOutcome, $"The connection to '{record.Key.Connection}' was lost.")));
    }

    /// <summary>An answer reaches a process that stands still once it goes on, and one that is dead never.</summary>
    private void Deliver(Action answer)
    {
        if (Owner.IsDead)
        {
            return;
        }

        if (Owner.FrozenUntil > run.Clock.Elapsed)
        {
            run.Clock.In(Owner.FrozenUntil - run.Clock.Elapsed, () => Deliver(answer));
            return;
        }

        answer();
    }
}
