namespace Crossdock;

/// <summary>An ERP that payments and refunds are recorded in.</summary>
public interface IPaymentSink : IEffectPort<RecordPayment>;
