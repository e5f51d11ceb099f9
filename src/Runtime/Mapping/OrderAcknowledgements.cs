using Crossdock.Canonical;
using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <summary>Makes the acknowledgement that follows from submitting an order.</summary>
internal static class OrderAcknowledgements
{
    /// <summary>The acknowledgement with the work of those who want it; it is stored in the commit that ends the submission.</summary>
    public static IReadOnlyList<InboxEntry> Produce(FlowTrigger<OrderAcknowledgement> trigger, EffectAnswer answer, PlanContext context)
    {
        if (Order.Codec.Parse(answer.Command.Span).Value is not { } order)
        {
            return [];
        }

        var plan = new SourcePlan<OrderAcknowledgement>(trigger.Source);
        plan.Add(trigger);
        var seen = new Observation { DocumentKey = order.Number, OccurredAt = context.Now, Cause = answer.Work };
        return plan.Accept(Of(order, answer, trigger.Source, context.Now), seen, context);
    }

    private static OrderAcknowledgement Of(Order order, EffectAnswer answer, string source, DateTimeOffset now)
    {
        var given = answer.Result.Acknowledgement ?? Conclude(order, answer.Result, source);
        return given with
        {
            OrderNumber = order.Number,
            Revision = answer.Key.Revision,
            IssuedAt = given.IssuedAt ?? now,
            Order = given.Order ?? new DocumentReference { Type = DocumentReferenceType.Order, Id = order.Number, Revision = answer.Key.Revision },
        };
    }

    /// <summary>What an answer without lines means for each line.</summary>
    private static OrderAcknowledgement Conclude(Order order, EffectResult result, string source)
    {
        var isRejected = result.Outcome == EffectOutcome.Rejected;
        var code = isRejected ? AcknowledgementCode.Rejected : AcknowledgementCode.Accepted;
        var reason = isRejected ? Shorten(result.Error?.Message, 1024) : null;
        var reasonCode = isRejected ? Shorten(result.Error?.RemoteCode, 64) : null;
        return new OrderAcknowledgement
        {
            OrderNumber = order.Number,
            Code = code,
            Reason = reason,
            ReasonCode = reasonCode,
            PurchaseOrderNumber = order.PurchaseOrderNumber,
            ExternalIds = result.Remote is { } remote
                ? [new ExternalId { System = source, EntityType = "order", Value = remote.Id, DisplayNumber = remote.DisplayNumber, Version = remote.Version }]
                : [],
            Lines = order.Lines.Select(line => new AcknowledgedLine
            {
                Id = line.Id,
                OrderLineId = line.Id,
                OrderedQuantity = line.Quantity,
                Acknowledgements = [new LineAcknowledgement { Code = code, Quantity = line.Quantity, Reason = reason, ReasonCode = reasonCode }],
            }).ToValueList(),
        };
    }

    private static string? Shorten(string? text, int length) =>
        string.IsNullOrEmpty(text) ? null : text.Length <= length ? text
        : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)]; // half a character cannot be written
}
