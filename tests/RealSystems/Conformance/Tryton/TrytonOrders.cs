using Crossdock.RealSystems.Tryton;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonOrders(SqliteTryton live) : EffectConformance<SubmitOrder>
{
    private TrytonFixture Erp => field ??= new TrytonFixture(live);

    protected override ConnectorFixture Fixture => Erp;

    protected override EffectOperation Operation => SubmitOrder.Operation;

    protected override Task<EffectRequest<SubmitOrder>> NextRequestAsync() => Task.FromResult(Request(TrytonFixture.Number("CO")));

    protected override Task<EffectRequest<SubmitOrder>?> NextRefusedRequestAsync() =>
        Task.FromResult<EffectRequest<SubmitOrder>?>(Request(TrytonFixture.Number("CO"), sku: "NO-SUCH"));

    protected override Task<EffectRequest<SubmitOrder>?> NextSimilarRequestAsync(EffectRequest<SubmitOrder> request) =>
        Task.FromResult<EffectRequest<SubmitOrder>?>(Request(request.Key.DocumentKey + "0"));

    protected override EffectRequest<SubmitOrder> Revised(EffectRequest<SubmitOrder> request) => Request(request.Key.DocumentKey, quantity: 1.12m, revision: 2);

    /// <summary>Sales that are not processed are no orders yet; beside one that is, or for an order that was refused, each counts.</summary>
    protected override Task<int> CountEffectsAsync(EffectRequest<SubmitOrder> request)
    {
        var isRefused = request.Command.Document.Lines[0].Item!.SellerItemId != TrytonDocuments.Sku;
        return Erp.CountAsync($"""
            SELECT CASE WHEN {(isRefused ? 1 : 0)} = 1 OR SUM(CASE WHEN state IN ('processing', 'done') THEN 1 ELSE 0 END) > 0 THEN COUNT(*) ELSE 0 END
            FROM sale_sale WHERE reference = '{request.Key.DocumentKey}'
            """);
    }

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<SubmitOrder> request)
    {
        var order = request.Command.Document;
        var own = $"FROM sale_sale s JOIN sale_line l ON l.sale = s.id WHERE s.reference = '{order.Number}'";
        var ordered = await Erp.FiguresAsync("SELECT l.unit_price, s.untaxed_amount_cache, s.tax_amount_cache, s.total_amount_cache " + own);
        var counting = await Erp.FiguresAsync($"SELECT SUM(m.quantity) FROM stock_move m WHERE m.state <> 'cancelled' AND m.origin IN (SELECT 'sale.line,' || l.id {own})");
        var quantity = new StoredValue("/lines/0/quantity/value", order.Lines[0].Quantity.Value, counting[0]);

        // What was taken back of a sale stays in its amounts.
        return request.Key.Revision > 1 ? [quantity] :
        [
            quantity,
            new("/lines/0/price/amount", order.Lines[0].Price!.Amount.Amount, ordered[0]),
            new("/totals/taxExclusiveAmount", order.Totals!.TaxExclusiveAmount!.Value.Amount, ordered[1]),
            new("/totals/taxAmount", order.Totals.TaxAmount!.Value.Amount, ordered[2]),
            new("/totals/taxInclusiveAmount", order.Totals.TaxInclusiveAmount!.Value.Amount, ordered[3]),
        ];
    }

    private static EffectRequest<SubmitOrder> Request(string number, decimal quantity = TrytonDocuments.Quantity, string sku = TrytonDocuments.Sku, int revision = 1) =>
        TrytonDocuments.Request(TrytonDocuments.Order(number, quantity, sku), SubmitOrder.Operation, number, revision);
}
