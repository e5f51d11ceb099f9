using Crossdock.RealSystems.Odoo;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooFulfilmentRequests(LiveOdoo live) : ErpFulfilmentRequests
{
    private protected override ErpFixture Erp => field ??= new OdooFixture(live);

    /// <summary>The transfer that was asked for carries the request in its external id.</summary>
    protected override Task<int> CountEffectsAsync(EffectRequest<RequestFulfilment> request) => Erp.CountAsync("SELECT COUNT(*) " + Transfer(request));

    private protected override string QuantitySql(EffectRequest<RequestFulfilment> request) =>
        $"SELECT SUM(m.product_uom_qty) FROM stock_move m WHERE m.state <> 'cancel' AND m.picking_id IN (SELECT p.id {Transfer(request)})";

    private static string Transfer(EffectRequest<RequestFulfilment> request) =>
        $"FROM stock_picking p JOIN ir_model_data d ON d.res_id = p.id AND d.model = 'stock.picking' WHERE d.name = 'request:acme/{request.Command.Document.Number}/{request.Key.Revision}' AND p.state <> 'cancel'";
}
