using Crossdock;
using Crossdock.Canonical;
using Crossdock.TestKit.Conformance;

namespace Company.ThisSystem.Tests;

/// <summary>The rules for fulfilment requests. Hooks that are not overridden make their rules fail, and the failure names the hook.</summary>
public class RemoteSystemRequests : EffectConformance<RequestFulfilment>
{
    private readonly RemoteSystemRemote _remote = new();

    protected override ConnectorFixture Fixture => _remote;

    protected override EffectOperation Operation => RequestFulfilment.Operation;

    protected override Task<EffectRequest<RequestFulfilment>> NextRequestAsync()
    {
        // Never used before, in no run: a live system keeps what earlier runs did.
        var number = "SO-" + Guid.NewGuid().ToString("N")[..12];
        var document = new FulfilmentRequest
        {
            Number = number,
            Lines = [new FulfilmentLine { Id = "1", Item = new ItemReference { SellerItemId = "SKU-1" }, Quantity = Quantity.Of(2) }],
        };
        return Task.FromResult(new EffectRequest<RequestFulfilment>(
            new IdempotencyKey("tenant", "warehouse", RequestFulfilment.Operation.Name, number, 1), new RequestFulfilment(document), 1, "conformance"));
    }

    protected override Task<int> CountEffectsAsync(EffectRequest<RequestFulfilment> request) => _remote.CountRequestsAsync($"{request.Key.DocumentKey}/{request.Key.Revision}");
}

/// <summary>The rules for the feed of shipments.</summary>
public class RemoteSystemShipments : ChangeSourceConformance<Shipment>
{
    private readonly RemoteSystemRemote _remote = new();

    protected override ConnectorFixture Fixture => _remote;

    protected override Task<string> CreateAsync() => _remote.ShipAsync();
}

/// <summary>The rules for the connection check.</summary>
public class RemoteSystemCheck : ConnectionCheckConformance
{
    private readonly RemoteSystemRemote _remote = new();

    protected override ConnectorFixture Fixture => _remote;
}

/// <summary>What the attributes declare is there, and tested.</summary>
public class RemoteSystemManifest : ManifestConformance
{
    private readonly RemoteSystemRemote _remote = new();

    protected override ConnectorFixture Fixture => _remote;
}
