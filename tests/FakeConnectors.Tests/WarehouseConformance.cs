using Crossdock.TestKit.Conformance;
using Crossdock.TestKit.Fakes;

namespace Crossdock.FakeConnectors.Tests;

/// <summary>The rules of the test kit for the fake warehouse's fulfilment requests: a remote without keys, whose search lags.</summary>
public class WarehouseRequestConformance : EffectConformance<RequestFulfilment>
{
    private readonly List<Connections> _connections = [];
    private FakeSystems? _systems;
    private int _next;

    protected override ConnectorManifest Manifest => FakeWarehouseConnector.Manifest;

    protected override EffectOperation Operation => RequestFulfilment.Operation;

    protected override IReadOnlyDictionary<string, string> NotApplicable { get; } = new Dictionary<string, string>
    {
        ["CDT-EFF-010"] = "References end with their revision, so that none is the beginning of another.",
        ["CDT-EFF-025"] = "The warehouse's ledger counts documents and does not tell quantities.",
    };

    protected override async Task<IConnector> ConnectAsync(ConnectionSetup setup)
    {
        var connections = await Connections.StartAsync(systems: await SystemsAsync(), change: services => services.AddRemoteWire(setup.Wire),
            warehouseKey: setup.WrongCredential ? ConnectionSetup.WrongSecret : null);
        _connections.Add(connections);
        return connections.Warehouse;
    }

    protected override Task<EffectRequest<RequestFulfilment>> NextRequestAsync() => Task.FromResult(Request($"SO-{++_next}"));

    protected override Task<EffectRequest<RequestFulfilment>?> NextRefusedRequestAsync()
    {
        var request = Request($"SO-{++_next}");
        var document = request.Command.Document;
        return Task.FromResult<EffectRequest<RequestFulfilment>?>(request with
        {
            Command = new RequestFulfilment(document with { Parties = [document.Parties[0] with { Address = document.Parties[0].Address! with { CountryCode = "DEU" } }] }),
        });
    }

    protected override EffectRequest<RequestFulfilment>? Revised(EffectRequest<RequestFulfilment> request) => Connections.Fulfil(request.Command.Document, revision: 2);

    protected override async Task<int> CountEffectsAsync(EffectRequest<RequestFulfilment> request) =>
        (await SystemsAsync()).ReadLedger().FulfilmentRequests.GetValueOrDefault(request.Command.Document.Number);

    protected override async ValueTask CleanUpAsync()
    {
        foreach (var connections in _connections)
        {
            await connections.DisposeAsync();
        }

        if (_systems is not null)
        {
            await _systems.DisposeAsync();
        }
    }

    private async Task<FakeSystems> SystemsAsync() => _systems ??= await FakeSystems.StartAsync(new FakeSystemsOptions(), Stop);

    private static EffectRequest<RequestFulfilment> Request(string number) => Connections.Fulfil(Documents.FulfilmentRequest(number));
}
