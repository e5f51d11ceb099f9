namespace Crossdock;

/// <summary>A warehouse that takes fulfilment requests.</summary>
public interface IFulfilmentRequestSink : IEffectPort<RequestFulfilment>;
