using Crossdock.Canonical;
using Crossdock.Runtime;

namespace Crossdock;

/// <summary>What can be done with an order.</summary>
public static class OrderFlowExtensions
{
    /// <summary>Submits the order to an ERP. A later change of what was bought, for how much or where to amends it as a higher revision.</summary>
    public static FlowStep<Order> Submit(this IFlowSteps<Order> flow, string connection)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Send<SubmitOrder>(connection);
    }

    /// <summary>Passes the ERP's answer to a submitted order on: accepted, or refused with the reason. Follows <see cref="Submit"/>.</summary>
    /// <param name="step">The step that submits the order.</param>
    /// <param name="connection">The connection to tell, mostly the shop.</param>
    public static FlowStep<Order> Acknowledge(this FlowStep<Order> step, string connection)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.Step.Operation.Name != SubmitOrder.Operation.Name)
        {
            throw new InvalidOperationException("Acknowledge follows Submit: it passes on the answer to the submitted order.");
        }

        step.Step.Acknowledgements ??= new FlowTrigger<OrderAcknowledgement>(step.Step.Flow, step.Step.Connection);
        step.Step.Acknowledgements.Send<AcknowledgeOrder>(connection);
        return step;
    }

    /// <summary>Asks a warehouse to ship the order's goods. Orders without goods to ship cause nothing.</summary>
    public static FlowStep<Order> RequestFulfilment(this IFlowSteps<Order> flow, string connection)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var step = flow.Send<RequestFulfilment, FulfilmentRequest>(connection, FulfilmentRequests.MakeAsync).When(FulfilmentRequests.HasGoods);
        step.Step.RevisionOf = FulfilmentRequests.RevisionOf;
        return step;
    }
}
