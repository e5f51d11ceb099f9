namespace Crossdock;

/// <summary>An ERP that posts invoices and credit notes.</summary>
public interface IInvoicePoster : IEffectPort<PostInvoice>;
