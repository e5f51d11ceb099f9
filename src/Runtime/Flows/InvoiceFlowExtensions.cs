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

    /// <summary>
    /// Posts an invoice that another system made. Once per invoice: one changed after that needs a person. Credit notes cause nothing here:
    /// <see cref="PostCreditNote"/> posts those.
    /// </summary>
    public static FlowStep<Invoice> Post(this IFlowSteps<Invoice> flow, string connection)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Send<PostInvoice>(connection).When(invoice => !invoice.IsCreditNote).OnlyOnce();
    }

    /// <summary>
    /// Posts a credit note that another system made. Once per credit note: one changed after that needs a person. Invoices cause nothing here:
    /// <see cref="Post"/> posts those.
    /// </summary>
    public static FlowStep<Invoice> PostCreditNote(this IFlowSteps<Invoice> flow, string connection)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Send<PostCreditNote>(connection).When(invoice => invoice.IsCreditNote).OnlyOnce();
    }
}
