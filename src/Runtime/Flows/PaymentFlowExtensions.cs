using Crossdock.Canonical;
using Crossdock.Runtime;

namespace Crossdock;

/// <summary>What can be done with a payment.</summary>
public static class PaymentFlowExtensions
{
    /// <summary>
    /// Pays a refund back through a shop or payment provider, when it is asked for: payments of other types, and refunds that were paid or called off
    /// already, cause nothing. Once per refund: one whose amount, lines or payment change after that, or that is called off, needs a person.
    /// </summary>
    public static FlowStep<Payment> Refund(this IFlowSteps<Payment> flow, string connection)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var step = flow.Send<IssueRefund, Payment>(connection, Refunds.MakeAsync).When(Refunds.IsRefund).OnlyOnce();
        step.Step.RevisionOf = Refunds.RevisionOf;
        return step;
    }

    /// <summary>
    /// Posts the credit note of a refund, made from its order: the lines that are paid back, at the rates they were taxed with. Payments of other types
    /// cause nothing. Once per refund: one whose amount or lines change after that needs a person.
    /// </summary>
    public static FlowStep<Payment> PostCreditNote(this IFlowSteps<Payment> flow, string connection) =>
        PostCreditNote(flow, connection, RefundCreditNotes.MakeAsync);

    /// <summary>Posts the credit note of a refund, made by the host. Once per refund: one whose amount or lines change after that needs a person.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="connection">The ERP.</param>
    /// <param name="map">Makes the credit note; runs once per refund.</param>
    public static FlowStep<Payment> PostCreditNote(this IFlowSteps<Payment> flow, string connection, DocumentMapping<Payment, Invoice> map)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var step = flow.Send<PostCreditNote, Invoice>(connection, map).When(Refunds.IsRefund).OnlyOnce();
        step.Step.RevisionOf = Refunds.RevisionOf;
        return step;
    }

    /// <summary>
    /// Records in an ERP money that moved: payments, captures, refunds, chargebacks. Reservations cause nothing, and what is pending is recorded once it is
    /// paid. Once per payment: one whose amount, direction or allocations change after that, or that failed after all, needs a person.
    /// </summary>
    public static FlowStep<Payment> Record(this IFlowSteps<Payment> flow, string connection)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow
            .Send<RecordPayment, Payment>(connection, static (payment, _, _) => ValueTask.FromResult(PaymentMoney.HasMoved(payment) ? payment : null))
            .OnlyOnce();
    }
}
