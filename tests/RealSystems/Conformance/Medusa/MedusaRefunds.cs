using Crossdock.Canonical;
using Crossdock.RealSystems.Medusa;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Small sums of one paid order.</summary>
[Collection(SharedMedusa.Name)]
public class MedusaRefunds(LiveMedusa live) : EffectConformance<IssueRefund>
{
    private string? _order;

    private MedusaFixture Shop => field ??= new MedusaFixture(live);

    protected override ConnectorFixture Fixture => Shop;

    protected override EffectOperation Operation => IssueRefund.Operation;

    protected override async Task<EffectRequest<IssueRefund>> NextRequestAsync() => Request(WiredFixture.Number("MR"), await OrderAsync());

    protected override async Task<EffectRequest<IssueRefund>?> NextRefusedRequestAsync()
    {
        var request = Request(WiredFixture.Number("MR"), await OrderAsync());
        return request with { Command = new IssueRefund(request.Command.Document with { Currency = "USD", Amount = Money.Of(1.37m, "USD") }) };
    }

    protected override async Task<EffectRequest<IssueRefund>?> NextSimilarRequestAsync(EffectRequest<IssueRefund> request) => Request(request.Key.DocumentKey + "0", await OrderAsync());

    protected override EffectRequest<IssueRefund> Revised(EffectRequest<IssueRefund> request) => Request(request.Key.DocumentKey, _order!, 2.41m, revision: 2);

    protected override async Task<int> CountEffectsAsync(EffectRequest<IssueRefund> request) => (int)await Shop.FigureAsync("SELECT COUNT(*) " + Refund(request));

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<IssueRefund> request) =>
        [new StoredValue("/amount/amount", request.Command.Document.Amount.Amount, await Shop.FigureAsync("SELECT SUM(amount) " + Refund(request)))];

    private static string Refund(EffectRequest<IssueRefund> request) => $"FROM refund WHERE note LIKE '%({request.Key.DocumentKey})' AND deleted_at IS NULL";

    private async Task<string> OrderAsync() => _order ??= await Shop.BuyAsync(3, isPaid: true);

    private static EffectRequest<IssueRefund> Request(string number, string order, decimal amount = 1.37m, int revision = 1) =>
        Requests.To(ShopDocuments.Refund(number, order, amount), IssueRefund.Operation, number, revision);
}
