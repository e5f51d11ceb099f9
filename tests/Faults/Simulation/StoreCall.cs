using Crossdock.Storage;

namespace Crossdock.Faults.Simulation;

/// <summary>A call to the store.</summary>
/// <param name="run">The run it belongs to.</param>
/// <param name="owner">Who calls.</param>
/// <param name="name">The method.</param>
/// <param name="isWrite">True when it changes something.</param>
/// <param name="apply">Does it.</param>
internal sealed class StoreCall<T>(SimulatedRun run, VirtualProcess owner, string name, bool isWrite, Func<T> apply) : PendingCall(owner)
{
    // Completed inline: everything of one simulation runs on its own thread, one thing after the other.
    private readonly TaskCompletionSource<T> _answer = new();

    private bool _isDone;

    public Task<T> Task => _answer.Task;

    public override void Resolve()
    {
        var plan = run.Plan;
        var random = run.Random;
        if (run.IsCalm)
        {
            Answer();
        }
        else if (random.Chance(plan.Crash))
        {
            run.Crash(Owner, this);
        }
        else if (random.Chance(plan.StoreFault))
        {
            var isDone = isWrite && random.Chance(0.5);
            if (isDone)
            {
                apply();
            }

            run.Note($"{Owner.Name} store {name} fails{(isDone ? " although it is done" : "")}");
            IsFinished = true;
            _answer.SetException(new StoreException(random.Chance(0.9) ? StoreErrorKind.Transient : StoreErrorKind.Unavailable, "The store is busy; try again."));
        }
        else if (random.Chance(plan.Freeze))
        {
            // Frozen before or after the store did it.
            Func<T> finish = apply;
            if (random.Chance(0.5))
            {
                var result = apply();
                finish = () => result;
                _isDone = true;
            }

            run.Freeze(Owner);
            run.Clock.In(Owner.FrozenUntil - run.Clock.Elapsed, () => Thaw(finish));
        }
        else if (random.Chance(plan.StoreDelay))
        {
            run.Clock.In(random.Upto(TimeSpan.FromSeconds(2)), () => run.Enqueue(this));
        }
        else
        {
            Answer();
        }
    }

    public override void Abandon()
    {
        if (isWrite && !_isDone && run.Random.Chance(0.5))
        {
            run.Note($"{Owner.Name} store {name} is done after the crash");
            apply();
        }
    }

    private void Thaw(Func<T> finish)
    {
        if (!Owner.IsDead)
        {
            run.Note($"{Owner.Name} goes on after store {name}");
            IsFinished = true;
            _answer.SetResult(finish());
        }
    }

    private void Answer()
    {
        var result = apply();
        run.Note($"{Owner.Name} store {name}", run.Tell(result));
        IsFinished = true;
        _answer.SetResult(result);
    }
}
