namespace Crossdock;

/// <summary>A channel that item master data is published to.</summary>
public interface IItemSink : IEffectPort<PublishItem>;
