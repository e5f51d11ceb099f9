using Crossdock.RealSystems.Tryton;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonOrders(SqliteTryton live) : ErpOrders
{
    private protected override ErpFixture Erp => field ??= new TrytonFixture(live);

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

    private protected override (string IsConfirmed, string From) Sales(string order) => ("state IN ('processing', 'done')", $"sale_sale WHERE reference = '{order}'");
}
