using Crossdock.Canonical;
using Crossdock.Canonical.Rules;

namespace Crossdock.Runtime;

internal sealed class OrderTraits : DocumentTraits<Order>
{
    public override string SequenceScope => "order";

    public override IReadOnlyList<RuleViolation> Check(Order document) => CanonicalRules.Check(document);

    public override string KeyOf(Order document) => document.Number;

    public override string? SequenceOf(Order document) => document.Number;

    public override DateTimeOffset? OccurredAt(Order document) => document.Dates.Modified ?? document.Dates.Placed;

    /// <summary>
    /// What the financial record is about: who bought what for how much, to be delivered where and when, and whether it is cancelled.
    /// Left out is what a shop changes while an order runs its course: status facts, payments and refunds, progress of the lines, risk
    /// and holds, notes, tags, promises, ids and time-stamps. <c>ChangesWhen</c> replaces this.
    /// </summary>
    public override Order Significant(Order document) => document with
    {
        Revision = null,
        SourceVersion = null,
        ExternalIds = [],
        Dates = new OrderDates
        {
            Placed = document.Dates.Placed,
            RequestedShip = document.Dates.RequestedShip,
            RequestedDelivery = document.Dates.RequestedDelivery,
            CancelAfter = document.Dates.CancelAfter,
        },
        Statuses = IsCancelled(document) ? [StatusFact.Of(OrderStatus.Cancelled)] : [],
        Totals = document.Totals is { } totals ? Invoiceable(totals) : null,
        Payments = [],
        Refunds = [],
        Risks = [],
        Holds = [],
        Tags = [],
        Notes = [],
        Attachments = [],
        Extensions = Extensions.Empty,
        Raw = null,
        Lines = document.Lines.Select(Significant).ToValueList(),
    };

    public static bool IsCancelled(Order document) =>
        document.Dates.Cancelled is not null
        || document.Statuses.Any(fact => fact.Axis == StatusAxis.Order && fact.Code == OrderStatus.Cancelled.Value);

    private static OrderLine Significant(OrderLine line) => line with
    {
        Quantities = line.Quantities?.Cancelled is > 0 and var cancelled ? new QuantityLadder { Cancelled = cancelled } : null,
        Acknowledgement = null,
        PromisedShip = null,
        PromisedDelivery = null,
        Statuses = [],
        ExternalIds = [],
        Notes = [],
        Extensions = Extensions.Empty,
    };

    // What is paid already, open or refunded moves with each payment; what the customer owes in all does not.
    private static MonetaryTotal Invoiceable(MonetaryTotal totals) => totals with
    {
        PrepaidAmount = null,
        PayableAmount = totals.TaxInclusiveAmount ?? totals.PayableAmount,
        OutstandingAmount = null,
        RefundedAmount = null,
        PayableAmountSet = null,
    };
}
