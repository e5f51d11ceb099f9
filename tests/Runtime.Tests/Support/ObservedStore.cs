using Crossdock.Storage;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>Lets the world see when a host is at work, so that the clock moves only when it is not.</summary>
internal sealed class ObservedStore(ICrossdockStore inner, World world) : ForwardingStore(inner)
{
    public override Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(AcceptBatch batch, CancellationToken cancellationToken) =>
        world.ObserveAsync(() => base.AcceptAsync(batch, cancellationToken));

    public override Task<IReadOnlyList<ClaimedWork>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) =>
        world.ObserveAsync(() => base.ClaimAsync(request, cancellationToken));

    public override Task<CommitOutcome> CommitAsync(WorkCommit commit, CancellationToken cancellationToken) =>
        world.ObserveAsync(() => base.CommitAsync(commit, cancellationToken));

    protected override Task<T> ReadAsync<T>(Func<Task<T>> read) => world.ObserveAsync(() => base.ReadAsync(read));
}
