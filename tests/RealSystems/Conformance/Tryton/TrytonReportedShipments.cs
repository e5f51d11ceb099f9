using Crossdock.RealSystems.Tryton;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonReportedShipments(SqliteTryton live) : ErpReportedShipments
{
    private protected override ErpFixture Erp => field ??= new TrytonFixture(live);

    /// <summary>Shipments that are not done have not left; beside one that is, each counts.</summary>
    protected override Task<int> CountEffectsAsync(EffectRequest<ReportShipment> request) =>
        Erp.CountAsync($"SELECT CASE WHEN SUM(CASE WHEN state = 'done' THEN 1 ELSE 0 END) > 0 THEN COUNT(*) ELSE 0 END FROM stock_shipment_out WHERE reference = '{request.Command.Document.Number}' AND state <> 'cancelled'");

    private protected override string QuantitySql(EffectRequest<ReportShipment> request) => $"""
        SELECT SUM(m.quantity) FROM stock_move m JOIN stock_shipment_out h ON m.shipment = 'stock.shipment.out,' || h.id
        WHERE h.reference = '{request.Command.Document.Number}' AND m.state <> 'cancelled' AND m.origin LIKE 'sale.line,%'
        """;
}
