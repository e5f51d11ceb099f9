using Crossdock.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crossdock.Runtime;

/// <summary>
/// Brings claimed work to its next durable state. The only place that writes to remotes: dispatch, retry, recovery and replay all end here.
/// </summary>
internal sealed partial class EffectExecutor(
    ICrossdockStore store,
    FlowModel flows,
    IServiceProvider services,
    IEnumerable<ConnectionDescriptor> connections,
    CrossdockOptions options,
    RetrySchedule retry,
    CrossdockMetrics metrics,
    TimeProvider time,
    ILogger logger,
    ConnectionSeams? seams = null)
{
    private const int CommitAttempts = 6;
    private static readonly TimeSpan s_commitPause = TimeSpan.FromMilliseconds(50);
    private readonly Dictionary<string, ConnectionDescriptor> _connections = connections.ToDictionary(one => one.Name, StringComparer.Ordinal);

    private readonly WorkUnderWay _underWay = new();

    /// <summary>Where every call to a remote is let through, or not.</summary>
    public ConnectionSeams Seams { get; } = seams ?? new ConnectionSeams(connections, options, new SeamServices(options.Circuit, retry, metrics, time, logger));

    public CrossdockOptions Options => options;

    public RetrySchedule Retry => retry;

    public CrossdockMetrics Metrics => metrics;

    public ICrossdockStore Store => store;

    public ILogger Logger => logger;

    public DateTimeOffset Now => Clock.Now;

    public TimeProvider Time => time;

    /// <summary>What is known of the wall clock being set.</summary>
    public ClockWatch Clock { get; } = new(time);

    /// <summary>When this host began.</summary>
    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    /// <summary>Longer than anything of this host is ever put off or waited for on purpose.</summary>
    public TimeSpan LongestWait { get; } = Runtime.LongestWait.Of(options, connections, flows);

    public PlanContext NewContext(DateTimeOffset now) => new(options.Tenant, now, options.PrerequisiteTimeout, options.MaxDocumentBytes);

    /// <summary>Handles one claim. Never throws: whatever fails here leaves a row that the next claim takes up safely.</summary>
    /// <param name="work">The claim.</param>
    /// <param name="queue">Where more of the same kind may be waiting, to go out in one call; null sends it alone.</param>
    /// <param name="abort">Gives up the call.</param>
    public async Task HandleAsync(ClaimedWork work, ConnectionQueue? queue, CancellationToken abort)
    {
        var run = NewRun(work);
        var isBatch = queue is not null && run.CanJoinBatch;
        EffectRun[] runs = isBatch ? [run, .. queue!.TakeAlike(work, run.MaxBatch - 1).Select(NewRun)] : [run];
        var ended = new TaskCompletionSource();
        await _underWay.EnterAsync(runs, ended.Task).ConfigureAwait(false);
        try
        {
            await (isBatch ? new EffectBatch(this, runs).RunAsync(abort) : GuardAsync(run, () => run.RunAsync(abort))).ConfigureAwait(false);
        }
        finally
        {
            _underWay.Leave(runs, ended.Task);
            ended.SetResult();
        }
    }

    /// <summary>Runs a part of handling a claim; what fails unexpectedly ends that claim and nothing else.</summary>
    public async Task GuardAsync(EffectRun run, Func<Task> handle)
    {
        var work = run.Work;
        try
        {
            try
            {
                await handle().ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not (StoreException or OutOfMemoryException))
            {
                // The stack says where; the message may quote a document.
                Log.WorkFailed(logger, work.Key, failure.GetType().Name, failure.StackTrace);
                await run.FailUnexpectedlyAsync(failure).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Log.WorkDropped(logger, work.Key, failure is StoreException store ? store.Kind.ToString() : failure.GetType().Name);
        }
    }

    /// <summary>Gives a claim back untouched.</summary>
    public async Task ReleaseAsync(ClaimedWork work, DateTimeOffset? dueAt)
    {
        try
        {
            await CommitAsync(new WorkCommit
            {
                WorkId = work.Id,
                FencingToken = work.FencingToken,
                State = WorkState.Ready,
                Now = Now,
                DueAt = dueAt ?? work.DueAt,
                Error = work.Error,
            }).ConfigureAwait(false);
        }
        catch (StoreException failure)
        {
            Log.WorkDropped(logger, work.Key, failure.Kind.ToString());
        }
    }

    /// <summary>Commits, and tries again while the store is only busy: an answer of a remote is worth some patience.</summary>
    /// <exception cref="StoreException">Nothing took effect; the row stays as it was and is taken up again when its lease ends.</exception>
    public async Task<CommitOutcome> CommitAsync(WorkCommit commit)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await store.CommitAsync(commit, CancellationToken.None).ConfigureAwait(false);
            }
            catch (StoreException failure) when (failure.Kind is StoreErrorKind.Transient or StoreErrorKind.Unknown && attempt < CommitAttempts)
            {
                await Task.Delay(s_commitPause * (1 << attempt), time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A claim with what this host knows of its step and connection.</summary>
    public EffectRun NewRun(ClaimedWork work)
    {
        flows.TryGetStep(work.Flow, work.Step, out var step);
        var manifest = _connections.GetValueOrDefault(work.Key.Connection)?.Manifest.Effects.FirstOrDefault(effect => effect.Operation.Name == work.Key.Operation);
        var connector = step is null || manifest is null ? null : services.GetKeyedService<IConnector>(work.Key.Connection);
        return new EffectRun(this, work, step, manifest, connector);
    }
}
