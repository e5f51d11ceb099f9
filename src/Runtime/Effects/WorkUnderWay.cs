namespace Crossdock.Runtime;

/// <summary>
/// What this process is handling. A clock that is set forward ends a lease while its call goes on; claimed again here, the work waits for the end of that call,
/// which nobody else could see.
/// </summary>
internal sealed class WorkUnderWay
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, Task> _last = [];

    /// <summary>Lines up behind whoever handles any of it, one after the other; done when it is this one's turn.</summary>
    /// <param name="runs">What is to be handled.</param>
    /// <param name="ended">Done when it is handled.</param>
    public Task EnterAsync(IReadOnlyList<EffectRun> runs, Task ended)
    {
        List<Task>? earlier = null;

        // All at once, so that no two ever wait for each other.
        lock (_lock)
        {
            foreach (var run in runs)
            {
                if (_last.TryGetValue(run.Work.Id, out var before) && before != ended)
                {
                    (earlier ??= []).Add(before);
                }

                _last[run.Work.Id] = ended;
            }
        }

        return earlier is null ? Task.CompletedTask : Task.WhenAll(earlier);
    }

    /// <summary>It is handled.</summary>
    /// <param name="runs">What was handled.</param>
    /// <param name="ended">What <see cref="EnterAsync"/> was given.</param>
    public void Leave(IReadOnlyList<EffectRun> runs, Task ended)
    {
        lock (_lock)
        {
            foreach (var run in runs)
            {
                if (_last.TryGetValue(run.Work.Id, out var last) && last == ended)
                {
                    _last.Remove(run.Work.Id);
                }
            }
        }
    }
}
