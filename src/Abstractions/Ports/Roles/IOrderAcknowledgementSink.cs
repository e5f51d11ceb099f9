namespace Crossdock;

/// <summary>A shop that is told whether the ERP took an order.</summary>
public interface IOrderAcknowledgementSink : IEffectPort<AcknowledgeOrder>;
