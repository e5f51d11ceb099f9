using Crossdock.Canonical;

namespace Crossdock;

/// <summary>What can be done with an invoice.</summary>
public static class InvoiceFlowExtensions
{
    /// <summary>Publishes a posted invoice to a shop or portal, again when it changes (e.g. when it is paid).</summary>
    public static FlowStep<Invoice> Publish(this IFlowSteps<Invoice> flow, string connection)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Send<PublishInvoice>(connection);
    }

    /// <summary>Posts an invoice that another system made. Once per invoice: one changed after that needs a person.</summary>
    public static FlowStep<Invoice> Post(this IFlowSteps<Invoice> flow, string connection)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Send<PostInvoice>(connection).OnlyOnce();
    }
}
