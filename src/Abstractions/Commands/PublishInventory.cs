using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Sets absolute stock of one item at one location in a channel. The newest one wins.</summary>
/// <param name="Document">The stock snapshot.</param>
public sealed record PublishInventory(Inventory Document) : IEffectCommand<PublishInventory, Inventory>
{
    /// <inheritdoc/>
    public static EffectOperation Operation { get; } = EffectOperation.For<PublishInventory>("publish-inventory", isAbsolute: true);

    /// <inheritdoc/>
    public static PublishInventory From(Inventory document) => new(document);
}
