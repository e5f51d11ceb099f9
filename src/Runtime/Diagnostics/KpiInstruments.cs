namespace Crossdock;

/// <summary>Names of the business KPIs: as instruments of the meter <c>Crossdock</c> and in the store.</summary>
public static class KpiInstruments
{
    /// <summary>Seconds from an order being observed at its source to the ERP having acknowledged it.</summary>
    public const string OrderAcknowledgementDuration = "crossdock.order.acknowledgement.duration";

    /// <summary>Seconds from stock being what it is (<c>asOf</c>) to a channel having confirmed it.</summary>
    public const string InventorySyncLag = "crossdock.inventory.sync.lag";

    /// <summary>Seconds from a shipment leaving the warehouse to a shop or ERP having confirmed it.</summary>
    public const string ShipmentEventDuration = "crossdock.shipment.event.duration";

    /// <summary>Seconds that a posted invoice was held by its step's posting window; not part of <see cref="InvoicePostingDuration"/>.</summary>
    public const string InvoiceHeldDuration = "crossdock.invoice.held.duration";

    /// <summary>Seconds from a shipment being observed to its invoice being posted, without the time it was held.</summary>
    public const string InvoicePostingDuration = "crossdock.invoice.posting.duration";

    /// <summary>Fulfilment requests and shipment reports that ended, by outcome: <c>confirmed</c> or <c>failed</c>.</summary>
    public const string FulfilmentEvents = "crossdock.fulfilment.events";
}
