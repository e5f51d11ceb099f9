namespace Crossdock;

/// <summary>A channel that stock levels are published to.</summary>
public interface IInventorySink : IEffectPort<PublishInventory>;
