using Crossdock.Canonical;
using Crossdock.Runtime;

namespace Crossdock;

/// <summary>What can be done with a shipment.</summary>
public static class ShipmentFlowExtensions
{
    /// <summary>
    /// Reports the shipment to a shop or an ERP. An ERP that the same flow submits orders to is told only once it has the order.
    /// </summary>
    public static FlowStep<Shipment> Report(this IFlowSteps<Shipment> flow, string connection)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Send<ReportShipment>(connection);
    }

    /// <summary>
    /// Posts the invoice of the shipment, made from its order: amounts by quantity, rounded so that the invoices of a wholly shipped order add up to
    /// its totals; charges of the whole order on the first one. Once per shipment: a shipment changed after that needs a person.
    /// </summary>
    public static FlowStep<Shipment> PostInvoice(this IFlowSteps<Shipment> flow, string connection) =>
        PostInvoice(flow, connection, ShipmentInvoices.MakeAsync);

    /// <summary>Posts the invoice of the shipment, made by the host. Once per shipment: a shipment changed after that needs a person.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="connection">The ERP.</param>
    /// <param name="map">Makes the invoice; runs once per shipment.</param>
    public static FlowStep<Shipment> PostInvoice(this IFlowSteps<Shipment> flow, string connection, DocumentMapping<Shipment, Invoice> map)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var step = flow.Send<PostInvoice, Invoice>(connection, map).When(ShipmentInvoices.IsInvoiceable).OnlyOnce();
        step.Step.RevisionOf = ShipmentInvoices.RevisionOf;
        return step;
    }
}
