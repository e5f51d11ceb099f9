using Crossdock.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crossdock.Runtime;

/// <summary>
/// Does the dry runs that are asked for: what the ledger knows is taken from it, what only a remote can tell is asked there, through the connection's seam. Nothing is
/// written to a remote. Several hosts may do the same dry run; the first finding of each item counts.
/// </summary>
internal sealed class DryRuns(
    ICrossdockStore store,
    FlowModel flows,
    IServiceProvider services,
    IEnumerable<ConnectionDescriptor> connections,
    EffectExecutor executor,
    ReplaySignal asked,
    ILogger logger)
{
    private const int Page = 20;
    private readonly Dictionary<string, ConnectionDescriptor> _connections = connections.ToDictionary(one => one.Name, StringComparer.Ordinal);

    private string Tenant => executor.Options.Tenant;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (store is IReplayStore replays && !stopping.IsCancellationRequested)
        {
            try
            {
                foreach (var plan in await replays.ListPlansAsync(new ReplayPlanFilter(Tenant, [ReplayPlanState.DryRun]), stopping).ConfigureAwait(false))
                {
                    await new DryRun(replays, store, Page)
                        .CheckAsync(plan, (item, work, effect) => AskAsync(item, work, effect, stopping), executor.Time, stopping).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                Log.StoreFailed(logger, "dry run", failure.GetType().Name, executor.Options.IdleInterval);
            }

            await asked.WaitAsync(executor.Options.IdleInterval, executor.Time, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>It was sent, and nobody knows what became of it.</summary>
    private async Task<ReplayFinding> AskAsync(ReplayItem item, WorkItem work, EffectRecord effect, CancellationToken stopping)
    {
        var manifest = _connections.GetValueOrDefault(item.Key.Connection)?.Manifest.Effects.FirstOrDefault(one => one.Operation.Name == item.Key.Operation);
        if (manifest is null || !flows.TryGetStep(work.Flow, work.Step, out var step) || services.GetKeyedService<IConnector>(item.Key.Connection) is not { } connector)
        {
            return LedgerCheck.Finding(item, work, ReplayVerdict.Unknown, "this host has no such step or connection any more");
        }

        var now = executor.Now;
        if (manifest.Idempotency is IdempotencyMode.None or IdempotencyMode.Undeclared)
        {
            return LedgerCheck.Finding(item, work, ReplayVerdict.Unknown, "the remote takes no key and cannot be searched: look it up there");
        }

        if (executor.IsKeyRemembered(manifest, effect, now))
        {
            return LedgerCheck.Finding(item, work, ReplayVerdict.WouldSend, "with the same key, which the remote still knows: it does it once only");
        }

        if (effect.LastSentAt + executor.Options.SendDoneAfter + manifest.SettleTime > now)
        {
            return LedgerCheck.Finding(item, work, ReplayVerdict.Unknown, "it was sent only just now: ask again in some minutes");
        }

        using var pass = executor.Seams.Of(item.Key.Connection).TryEnter(manifest.ProbeCost, out _);
        if (pass is null)
        {
            return LedgerCheck.Finding(item, work, ReplayVerdict.Unknown, "the connection takes no calls at the moment: ask again later");
        }

        pass.Spend(manifest.ProbeCost);
        var call = new EffectCall(item.Key, effect.Command, effect.Sends, work.Envelope.CorrelationId);
        using var activity = CrossdockActivity.StartCall("probe", step, call);
        var (found, error) = await executor
            .CallAsync(item.Key.Connection, token => step.ProbeAsync(connector, call, token), FailureText.ToError, pass, activity, stopping).ConfigureAwait(false);
        stopping.ThrowIfCancellationRequested();
        return found?.Outcome switch
        {
            ProbeOutcome.Found => LedgerCheck.Finding(item, work, ReplayVerdict.AlreadyApplied, "the remote has it"),
            ProbeOutcome.NotFound => LedgerCheck.Finding(item, work, ReplayVerdict.WouldSend, "the remote does not have it"),
            null => LedgerCheck.Finding(item, work, ReplayVerdict.Unknown, $"the remote could not be asked ({FailureText.KindOf(error!)})"),
            _ => LedgerCheck.Finding(item, work, ReplayVerdict.Unknown, "the remote cannot tell"),
        };
    }
}
