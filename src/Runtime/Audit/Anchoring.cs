using Crossdock.Storage;
using Microsoft.Extensions.Logging;

namespace Crossdock.Runtime;

/// <summary>Verifies the audit chains on a schedule and anchors their heads, so that what came since the last time is vouched for as well.</summary>
internal sealed class Anchoring(IAuditStore store, IAuditAnchor? anchor, AuditOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan s_retry = TimeSpan.FromHours(1);

    public Task RunAsync(CancellationToken stopping) => anchor is null ? Task.CompletedTask : Recurring.RunAsync(AnchorAsync, options.AnchorEvery, Failed, time, stopping);

    private async Task AnchorAsync(CancellationToken stopping) => Tell(await new AuditVerifier(store, anchor).AnchorAsync(time.GetUtcNow(), stopping).ConfigureAwait(false));

    private TimeSpan Failed(Exception failure)
    {
        var pause = options.AnchorEvery < s_retry ? options.AnchorEvery : s_retry;
        Log.NotAnchored(logger, failure.GetType().Name, pause);
        return pause;
    }

    private void Tell(IReadOnlyList<AuditVerification> chains)
    {
        foreach (var chain in chains)
        {
            if (chain.Fault is { } fault)
            {
                Log.AuditBroken(logger, chain.Tenant, fault.Sequence, fault.Kind);
            }
        }

        if (chains.All(chain => chain.IsIntact))
        {
            Log.Anchored(logger, chains.Count, chains.Sum(chain => chain.Entries));
        }
    }
}
