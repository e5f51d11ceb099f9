namespace Crossdock;

/// <summary>A shop or portal that posted invoices are published to.</summary>
public interface IInvoiceSink : IEffectPort<PublishInvoice>;
