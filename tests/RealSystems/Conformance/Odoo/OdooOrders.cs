using Crossdock.RealSystems.Odoo;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooOrders(LiveOdoo live) : ErpOrders
{
    private protected override ErpFixture Erp => field ??= new OdooFixture(live);

    protected override async Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(EffectRequest<SubmitOrder> request)
    {
        var order = request.Command.Document;
        var own = $"FROM sale_order s JOIN sale_order_line l ON l.order_id = s.id WHERE s.client_order_ref = '{order.Number}'";
        var ordered = await Erp.FiguresAsync("SELECT l.price_unit, s.amount_untaxed, s.amount_tax, s.amount_total " + own);
        var counting = await Erp.FiguresAsync($"SELECT SUM(m.product_uom_qty) FROM stock_move m WHERE m.state <> 'cancel' AND m.sale_line_id IN (SELECT l.id {own})");
        return
        [
            new("/lines/0/quantity/value", order.Lines[0].Quantity.Value, counting[0]),
            new("/lines/0/price/amount", order.Lines[0].Price!.Amount.Amount, ordered[0]),
            new("/totals/taxExclusiveAmount", order.Totals!.TaxExclusiveAmount!.Value.Amount, ordered[1]),
            new("/totals/taxAmount", order.Totals.TaxAmount!.Value.Amount, ordered[2]),
            new("/totals/taxInclusiveAmount", order.Totals.TaxInclusiveAmount!.Value.Amount, ordered[3]),
        ];
    }

    private protected override (string IsConfirmed, string From) Sales(string order) => ("state = 'sale'", $"sale_order WHERE client_order_ref = '{order}'");
}
