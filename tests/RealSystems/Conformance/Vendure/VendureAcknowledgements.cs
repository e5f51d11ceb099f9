using Crossdock.RealSystems.Vendure;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Notes on one order, each under a key of its own.</summary>
[Collection(SharedVendure.Name)]
public class VendureAcknowledgements(LiveVendure live) : EffectConformance<AcknowledgeOrder>
{
    private string? _order;

    private VendureFixture Shop => field ??= new VendureFixture(live);

    protected override ConnectorFixture Fixture => Shop;

    protected override IReadOnlyDictionary<string, string> NotApplicable { get; } = new Dictionary<string, string>
    {
        ["CDT-EFF-025"] = "A note tells people what became of the order, and holds no amounts or quantities.",
    };

    protected override EffectOperation Operation => AcknowledgeOrder.Operation;

    protected override async Task<EffectRequest<AcknowledgeOrder>> NextRequestAsync() => Request(WiredFixture.Number("VA"), await OrderAsync());

    protected override Task<EffectRequest<AcknowledgeOrder>?> NextRefusedRequestAsync() =>
        Task.FromResult<EffectRequest<AcknowledgeOrder>?>(Request(WiredFixture.Number("VA"), WiredFixture.Number("NONE")));

    protected override async Task<EffectRequest<AcknowledgeOrder>?> NextSimilarRequestAsync(EffectRequest<AcknowledgeOrder> request) =>
        Request(request.Key.DocumentKey + "0", await OrderAsync());

    protected override EffectRequest<AcknowledgeOrder> Revised(EffectRequest<AcknowledgeOrder> request) => Request(request.Key.DocumentKey, _order!, revision: 2);

    protected override Task<int> CountEffectsAsync(EffectRequest<AcknowledgeOrder> request) =>
        Shop.CountAsync($"SELECT COUNT(*) FROM history_entry WHERE type = 'ORDER_NOTE' AND data LIKE '%/{request.Key.DocumentKey}/{request.Key.Revision}]%'");

    private async Task<string> OrderAsync() => _order ??= (await Shop.BuyAsync(1)).Code;

    private static EffectRequest<AcknowledgeOrder> Request(string number, string order, int revision = 1) =>
        Requests.To(ShopDocuments.Acknowledgement(order), AcknowledgeOrder.Operation, number, revision);
}
