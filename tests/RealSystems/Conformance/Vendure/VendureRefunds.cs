using System.Globalization;
using Crossdock.Canonical;
using Crossdock.RealSystems.Vendure;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Small sums of one large paid order.</summary>
[Collection(SharedVendure.Name)]
public class VendureRefunds(LiveVendure live) : EffectConformance<IssueRefund>
{
    private Order? _order;

    private VendureFixture Shop => field ??= new VendureFixture(live);

    protected override ConnectorFixture Fixture => Shop;

    protected override EffectOperation Operation => IssueRefund.Operation;

    protected override async Task<EffectRequest<IssueRefund>> NextRequestAsync() => Request(WiredFixture.Number("VR"), await OrderAsync());

    protected override async Task<EffectRequest<IssueRefund>?> NextRefusedRequestAsync()
    {
        var request = Request(WiredFixture.Number("VR"), await OrderAsync());
        return request with { Command = new IssueRefund(request.Command.Document with { Currency = "USD", Amount = Money.Of(1.37m, "USD") }) };
    }

    protected override async Task<EffectRequest<IssueRefund>?> NextSimilarRequestAsync(EffectRequest<IssueRefund> request) => Request(request.Key.DocumentKey + "0", await OrderAsync());

    protected override EffectRequest<IssueRefund> Revised(EffectRequest<IssueRefund> request) => Request(request.Key.DocumentKey, _order!, 2.41m, revision: 2);

    protected override Task<int> CountEffectsAsync(EffectRequest<IssueRefund> request) =>
        Shop.CountAsync($"SELECT COUNT(*) FROM refund WHERE reason LIKE '%({request.Key.DocumentKey})' AND state <> 'Failed'");

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<IssueRefund> request)
    {
        var total = await Shop.Desk.OneAsync($"SELECT SUM(total) FROM refund WHERE reason LIKE '%({request.Key.DocumentKey})' AND state <> 'Failed'");
        return [new StoredValue("/amount/amount", request.Command.Document.Amount.Amount, decimal.Parse(total, CultureInfo.InvariantCulture) / 100)];
    }

    private async Task<Order> OrderAsync() => _order ??= await Shop.ReadAsync((await Shop.BuyAsync(2, isPaid: true)).Code);

    private static EffectRequest<IssueRefund> Request(string number, Order order, decimal amount = 1.37m, int revision = 1) =>
        Requests.To(ShopDocuments.Refund(number, order, amount), IssueRefund.Operation, number, revision);
}
