using Crossdock.RealSystems.Tryton;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonFulfilmentRequests(SqliteTryton live) : ErpFulfilmentRequests
{
    private protected override ErpFixture Erp => field ??= new TrytonFixture(live);

    /// <summary>The shipment that was asked for carries the request in its reference.</summary>
    protected override Task<int> CountEffectsAsync(EffectRequest<RequestFulfilment> request) =>
        Erp.CountAsync($"SELECT COUNT(*) FROM stock_shipment_out WHERE reference = '{Mark(request)}' AND state <> 'cancelled'");

    private protected override string QuantitySql(EffectRequest<RequestFulfilment> request) => $"""
        SELECT SUM(m.quantity) FROM stock_move m JOIN stock_shipment_out h ON m.shipment = 'stock.shipment.out,' || h.id
        WHERE h.reference = '{Mark(request)}' AND m.state <> 'cancelled' AND m.origin LIKE 'sale.line,%'
        """;

    private static string Mark(EffectRequest<RequestFulfilment> request) => $"request {request.Command.Document.Number} #{request.Key.Revision}";
}
