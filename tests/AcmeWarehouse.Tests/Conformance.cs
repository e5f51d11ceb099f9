using Crossdock.AcmeWarehouse.Tests.Defects;
using Crossdock.AcmeWarehouse.Wms;
using Crossdock.Canonical;
using Crossdock.TestKit.Conformance;

namespace Crossdock.AcmeWarehouse.Tests;

public class AcmeRequests : EffectConformance<RequestFulfilment>
{
    private AcmeFixture Acme => field ??= new AcmeFixture { Defect = Defect };

    public Defect Defect { get; init; }

    public ConformanceReport? Into { get; init; }

    protected override ConformanceReport Report => Into ?? base.Report;

    protected override ConnectorFixture Fixture => Acme;

    protected override EffectOperation Operation => RequestFulfilment.Operation;

    protected override Task<EffectRequest<RequestFulfilment>> NextRequestAsync() => Task.FromResult(Request(Acme.NextNumber()));

    protected override Task<EffectRequest<RequestFulfilment>?> NextRefusedRequestAsync() => Task.FromResult<EffectRequest<RequestFulfilment>?>(Request(Acme.NextNumber(), sku: "NO-SUCH-ITEM"));

    protected override Task<EffectRequest<RequestFulfilment>?> NextSimilarRequestAsync(EffectRequest<RequestFulfilment> request) =>
        Task.FromResult<EffectRequest<RequestFulfilment>?>(Request(request.Key.DocumentKey, revision: 10));

    protected override EffectRequest<RequestFulfilment> Revised(EffectRequest<RequestFulfilment> request) => Request(request.Key.DocumentKey, quantity: 9, revision: 2);

    protected override EffectRequest<RequestFulfilment> WithOtherPayload(EffectRequest<RequestFulfilment> request) => Request(request.Key.DocumentKey, quantity: 9);

    protected override Task<int> CountEffectsAsync(EffectRequest<RequestFulfilment> request) =>
        Task.FromResult(Acme.Wms.Requests.Count(row => row.Reference == $"{request.Key.DocumentKey}/{request.Key.Revision}"));

    protected override Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<RequestFulfilment> request) => Task.FromResult<IReadOnlyList<StoredValue>?>(
        [new StoredValue("/lines/0/quantity", request.Command.Document.Lines[0].Quantity.Value, Acme.Wms.Requests.Single(row => row.Reference == $"{request.Key.DocumentKey}/{request.Key.Revision}").Quantity)]);

    private static EffectRequest<RequestFulfilment> Request(string number, string sku = "SKU-1", decimal quantity = 2.125m, int revision = 1) => new(
        new IdempotencyKey("acme", "warehouse", RequestFulfilment.Operation.Name, number, revision),
        new RequestFulfilment(new FulfilmentRequest
        {
            Number = number,
            Lines = [new FulfilmentLine { Id = "1", Item = new ItemReference { SellerItemId = sku }, Quantity = Quantity.Of(quantity) }],
        }),
        1,
        "corr");
}

public class AcmeShipments : ChangeSourceConformance<Shipment>
{
    private AcmeFixture Acme => field ??= new AcmeFixture { Defect = Defect };

    public Defect Defect { get; init; }

    public ConformanceReport? Into { get; init; }

    protected override ConformanceReport Report => Into ?? base.Report;

    protected override ConnectorFixture Fixture => Acme;

    protected override IReadOnlyDictionary<string, string> NotApplicable { get; } = new Dictionary<string, string>
    {
        ["CDT-SRC-025"] = "The connector writes no shipments, so none can come back.",
    };

    protected override Task<string> CreateAsync() => Task.FromResult(Acme.Wms.Ship().Number);

    protected override Task<bool> ChangeAsync(string documentKey)
    {
        Acme.Wms.Change(documentKey);
        return Task.FromResult(true);
    }

    protected override Task<string?> CreateUnmappableAsync() => Task.FromResult<string?>(Acme.Wms.Ship(unit: "furlong").Number);

    protected override Task<UnknownCode?> CreateWithUnknownCodeAsync() => Task.FromResult<UnknownCode?>(new UnknownCode(Acme.Wms.Ship(status: "beamed").Number, "beamed"));

    protected override Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, Shipment document) => Task.FromResult<IReadOnlyList<StoredValue>?>(
        [new StoredValue("/lines/0/quantity", Acme.Wms.Find(documentKey).Quantity, document.Lines[0].Quantity.Value)]);
}

public class AcmeShipmentLookup : DocumentLookupConformance<Shipment>
{
    private AcmeFixture Acme => field ??= new AcmeFixture { Defect = Defect };

    public Defect Defect { get; init; }

    public ConformanceReport? Into { get; init; }

    protected override ConformanceReport Report => Into ?? base.Report;

    protected override ConnectorFixture Fixture => Acme;

    protected override Task<string> CreateAsync() => Task.FromResult(Acme.Wms.Ship().Number);
}

public class AcmeStock : SnapshotConformance<Inventory>
{
    private AcmeFixture Acme => field ??= new AcmeFixture { Defect = Defect };

    public Defect Defect { get; init; }

    public ConformanceReport? Into { get; init; }

    protected override ConformanceReport Report => Into ?? base.Report;

    protected override ConnectorFixture Fixture => Acme;

    protected override Task<string> CreateAsync() => Task.FromResult("SKU-" + Acme.Wms.Ship().Number);

    protected override Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, Inventory document) => Task.FromResult<IReadOnlyList<StoredValue>?>(
        [new StoredValue("/positions/0/buckets/onHand", AcmeWms.OnHand, document.Positions[0].Buckets.OnHand)]);
}

public class AcmeWebhook : WebhookConformance
{
    private AcmeFixture Acme => field ??= new AcmeFixture { Defect = Defect };

    public Defect Defect { get; init; }

    public ConformanceReport? Into { get; init; }

    protected override ConformanceReport Report => Into ?? base.Report;

    protected override ConnectorFixture Fixture => Acme;

    protected override string ExpectedKey => "SH-00001";

    protected override WebhookDelivery Sign(string? body, TimeSpan age)
    {
        var now = TimeProvider.System.GetUtcNow();
        var text = body ?? "{\"shipment\":\"SH-00001\"}";
        var time = (now - age).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new WebhookDelivery(
            System.Text.Encoding.UTF8.GetBytes(text),
            new Dictionary<string, string> { ["X-Acme-Time"] = time, ["X-Acme-Signature"] = AcmeWms.Sign(time, text) },
            now);
    }
}

public class AcmeCheck : ConnectionCheckConformance
{
    private AcmeFixture Acme => field ??= new AcmeFixture { Defect = Defect };

    public Defect Defect { get; init; }

    public ConformanceReport? Into { get; init; }

    protected override ConformanceReport Report => Into ?? base.Report;

    protected override ConnectorFixture Fixture => Acme;
}

public class AcmeManifest : ManifestConformance
{
    private AcmeFixture Acme => field ??= new AcmeFixture { Defect = Defect };

    public Defect Defect { get; init; }

    public ConformanceReport? Into { get; init; }

    protected override ConformanceReport Report => Into ?? base.Report;

    protected override ConnectorFixture Fixture => Acme;
}
