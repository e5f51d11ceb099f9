using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <summary>One claim of one effect: what is known about it, and the commits that bring it forward.</summary>
internal sealed partial class EffectRun(
    EffectExecutor executor,
    ClaimedWork work,
    EffectStep? configuredStep,
    EffectManifest? declared,
    IConnector? configuredConnector)
{
    private EffectRecord? _effect = work.Effect;
    private EffectRecord? _before;
    private int _attempts = work.Attempts;
    private long _begunAt;

    private EffectStep Step => configuredStep!;

    private EffectManifest Manifest => declared!;

    private IConnector Connector => configuredConnector!;

    private string Connection => work.Key.Connection;

    /// <summary>When the work has waited long enough for its facts, as it was planned.</summary>
    private DateTimeOffset WaitsUntil => work.Envelope.ObservedAt + (Step.WaitAtMost ?? executor.NewContext(executor.Now).PrerequisiteTimeout);

    private ConnectionSeam Seam => executor.Seams.Of(Connection);

    public ClaimedWork Work => work;

    public Task RunAsync(CancellationToken abort)
    {
        if (executor.Now >= work.LeaseUntil)
        {
            return Task.CompletedTask; // waited too long in the queue: it may be claimed by somebody else by now
        }

        if (configuredStep is null || declared is null || configuredConnector is null)
        {
            return DeadLetterAsync(NotConfigured(), effect: null);
        }

        return _effect?.State switch
        {
            null or EffectState.Intent or EffectState.Rejected => StartAsync(abort),
            EffectState.Confirmed => ConfirmAsync(EffectResult.AlreadyApplied(_effect.Remote)),
            EffectState.Sending => DoubtAsync(StoppedWhileSending()),
            _ => ResolveAsync(abort),
        };
    }

    /// <summary>A bug, ours or a connector's, outside of a call: counted, so that it cannot go on for ever.</summary>
    public Task FailUnexpectedlyAsync(Exception failure)
    {
        var error = new ConnectorError
        {
            Kind = _effect?.State is EffectState.Sending or EffectState.InDoubt ? ErrorKind.UnknownOutcome : ErrorKind.Permanent,
            Message = $"Step '{work.Step}' failed unexpectedly with {failure.GetType().Name}; the log holds its stack.",
            RemoteCode = failure.GetType().Name,
        };
        return declared is null || _effect is null ? RetryAsync(error, effect: null)
            : error.Kind == ErrorKind.UnknownOutcome ? DoubtAsync(error)
            : RetryAsync(error, With(_effect.State));
    }

    /// <summary>Writes one transition; false when the claim was lost and handling has to stop.</summary>
    private async Task<CommitOutcome> CommitAsync(WorkCommit commit)
    {
        var outcome = await executor.CommitAsync(commit).ConfigureAwait(false);
        if (outcome == CommitOutcome.Committed)
        {
            _effect = commit.Effect ?? _effect;
            executor.Metrics.Measured(commit.Kpis);
        }
        else if (outcome == CommitOutcome.Fenced)
        {
            executor.Metrics.Fenced(Connection);
            Log.Fenced(executor.Logger, work.Key);
        }

        return outcome;
    }

    private WorkCommit NewCommit(WorkState state, DateTimeOffset now) => new()
    {
        WorkId = work.Id,
        FencingToken = work.FencingToken,
        State = state,
        Now = now,
    };

    private EffectRecord With(EffectState state) =>
        (_effect ?? throw new InvalidOperationException("The effect was not sent yet.")) with { State = state };

    private AuditDraft Audit(string action, string detail) => new("runtime", action, work.Key.ToString(), detail);

    private void Moved(string outcome)
    {
        if (configuredStep is not null)
        {
            executor.Metrics.Moved(configuredStep, outcome);
        }
    }

    private ConnectorError NotConfigured() => new()
    {
        Kind = ErrorKind.Permanent,
        Message = configuredStep is null
            ? $"No flow of this host has the step '{work.Step}' of flow '{work.Flow}' any more; add it back and replay, or discard the item."
            : $"The connection '{Connection}' is not registered or does not declare '{work.Key.Operation}'; add it back and replay, or discard the item.",
    };

    private static ConnectorError StoppedWhileSending() => new()
    {
        Kind = ErrorKind.UnknownOutcome,
        Message = "The process stopped while the effect was being sent.",
        RemoteCode = FailureText.ProcessStopped,
    };
}
