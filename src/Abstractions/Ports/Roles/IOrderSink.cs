namespace Crossdock;

/// <summary>An ERP that takes orders.</summary>
public interface IOrderSink : IEffectPort<SubmitOrder>;
