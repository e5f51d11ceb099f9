using Crossdock.RealSystems.Odoo;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooReportedShipments(LiveOdoo live) : ErpReportedShipments
{
    private protected override ErpFixture Erp => field ??= new OdooFixture(live);

    /// <summary>Transfers that are not done have not left; beside one that is, each counts.</summary>
    protected override Task<int> CountEffectsAsync(EffectRequest<ReportShipment> request) => Erp.CountAsync("SELECT CASE WHEN SUM(CASE WHEN p.state = 'done' THEN 1 ELSE 0 END) > 0 THEN COUNT(*) ELSE 0 END " + Transfer(request));

    private protected override string QuantitySql(EffectRequest<ReportShipment> request) =>
        $"SELECT SUM(m.quantity) FROM stock_move m WHERE m.state <> 'cancel' AND m.picking_id IN (SELECT p.id {Transfer(request)})";

    private static string Transfer(EffectRequest<ReportShipment> request) =>
        $"FROM stock_picking p JOIN ir_model_data d ON d.res_id = p.id AND d.model = 'stock.picking' WHERE d.name = 'shipment:acme/{request.Command.Document.Number}' AND p.state <> 'cancel'";
}
