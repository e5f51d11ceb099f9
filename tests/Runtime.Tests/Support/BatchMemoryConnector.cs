using Crossdock.Canonical;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>Speaks to a remote that takes several orders, or several stock levels, in one call.</summary>
internal sealed class BatchMemoryConnector(Remote remote, World world) : MemoryConnector(remote, world), IBatchEffectPort<SubmitOrder>, IBatchEffectPort<PublishInventory>
{
    private readonly Remote _remote = remote;

    public Task<IReadOnlyList<BatchResult>> ExecuteBatchAsync(IReadOnlyList<EffectRequest<SubmitOrder>> requests, CancellationToken cancellationToken) =>
        _remote.ExecuteBatchAsync([.. requests.Select(request => (request.Key, Order.Codec.ToCanonicalBytes(request.Command.Document)))]);

    public Task<IReadOnlyList<BatchResult>> ExecuteBatchAsync(IReadOnlyList<EffectRequest<PublishInventory>> requests, CancellationToken cancellationToken) =>
        _remote.ExecuteBatchAsync([.. requests.Select(request => (request.Key, Inventory.Codec.ToCanonicalBytes(request.Command.Document)))]);
}
