namespace Crossdock.Runtime;

/// <summary>What an effect that ended says about the business KPIs; stored in the commit that ends it.</summary>
internal static class EffectKpis
{
    public static IReadOnlyList<KpiSample> OfConfirmed(EffectStep step, Envelope envelope, DateTimeOffset now)
    {
        KpiSample Duration(string instrument, DateTimeOffset start) =>
            new(instrument, Math.Max(0, (now - start).TotalSeconds), step.Connection, step.Flow, Outcome: null, now);

        var operation = step.Operation.Name;
        return operation == SubmitOrder.Operation.Name ? [Duration(KpiInstruments.OrderAcknowledgementDuration, envelope.ObservedAt)]
            : operation == PublishInventory.Operation.Name ? [Duration(KpiInstruments.InventorySyncLag, envelope.OccurredAt)]
            : operation == PostInvoice.Operation.Name ? [Duration(KpiInstruments.InvoicePostingDuration, envelope.ObservedAt)]
            : operation == RequestFulfilment.Operation.Name ? [Fulfilment(step, "confirmed", now)]
            : operation == ReportShipment.Operation.Name ? [Duration(KpiInstruments.ShipmentEventDuration, envelope.OccurredAt), Fulfilment(step, "confirmed", now)]
            : [];
    }

    public static IReadOnlyList<KpiSample> OfFailed(EffectStep step, DateTimeOffset now) =>
        step.Operation.Name == RequestFulfilment.Operation.Name || step.Operation.Name == ReportShipment.Operation.Name
            ? [Fulfilment(step, "failed", now)]
            : [];

    private static KpiSample Fulfilment(EffectStep step, string outcome, DateTimeOffset now) =>
        new(KpiInstruments.FulfilmentEvents, 1, step.Connection, step.Flow, outcome, now);
}
