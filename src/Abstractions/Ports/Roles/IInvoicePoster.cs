namespace Crossdock;

/// <summary>An ERP that posts invoices.</summary>
public interface IInvoicePoster : IEffectPort<PostInvoice>;
