namespace Crossdock.Runtime;

/// <summary>What an effect that ended says about the business KPIs; stored in the commit that ends it.</summary>
internal static class EffectKpis
{
    public static IReadOnlyList<KpiSample> OfConfirmed(EffectStep step, Envelope envelope, ReadOnlyMemory<byte> command, DateTimeOffset now)
    {
        KpiSample Duration(string instrument, DateTimeOffset start) =>
            new(instrument, Math.Max(0, (now - start).TotalSeconds), step.Connection, step.Flow, Outcome: null, now);

        // Held on purpose is not late: the two are told apart.
        IReadOnlyList<KpiSample> OfPosting()
        {
            var held = step.Window?.ClosedBetween(envelope.ObservedAt, now, command);
            return held is null
                ? [Duration(KpiInstruments.InvoicePostingDuration, envelope.ObservedAt)]
                : [Duration(KpiInstruments.InvoicePostingDuration, envelope.ObservedAt + held.Value), Duration(KpiInstruments.InvoiceHeldDuration, now - held.Value)];
        }

        var operation = step.Operation.Name;
        return operation == SubmitOrder.Operation.Name ? [Duration(KpiInstruments.OrderAcknowledgementDuration, envelope.ObservedAt)]
            : operation == PublishInventory.Operation.Name ? [Duration(KpiInstruments.InventorySyncLag, envelope.OccurredAt)]
            : operation == PostInvoice.Operation.Name ? OfPosting()
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
