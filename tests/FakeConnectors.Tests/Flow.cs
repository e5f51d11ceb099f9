using Crossdock.Canonical;

namespace Crossdock.FakeConnectors.Tests;

/// <summary>Steps that several tests take.</summary>
internal static class Flow
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static EffectRequest<ReportShipment> Report(Shipment shipment) =>
        Connections.Request("erp", ReportShipment.Operation, shipment.Number, new ReportShipment(shipment));

    public static EffectRequest<PostInvoice> Post(Invoice invoice) =>
        Connections.Request("erp", PostInvoice.Operation, invoice.Number, new PostInvoice(invoice));

    /// <summary>Requests the fulfilment of the small purchase and reads the shipment it becomes.</summary>
    public static async Task<Shipment> ShipAsync(Connections connections)
    {
        await connections.Warehouse.ExecuteAsync(Connections.Fulfil(Documents.FulfilmentRequest()), Token);
        var page = await ((IShipmentSource)connections.Warehouse).ReadChangesAsync(new ChangeQuery(Checkpoint.Start, 10), Token);
        return page.Changes.Single().Document.ShouldNotBeNull();
    }
}
