namespace Crossdock;

/// <summary>A shop or payment provider that pays money back.</summary>
public interface IRefundSink : IEffectPort<IssueRefund>;
