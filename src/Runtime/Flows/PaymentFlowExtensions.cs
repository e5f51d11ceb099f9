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
