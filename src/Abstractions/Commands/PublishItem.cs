using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Publishes item master data to a channel. The newest one wins.</summary>
/// <param name="Document">The item.</param>
public sealed record PublishItem(Item Document) : IEffectCommand<PublishItem, Item>
{
    /// <inheritdoc/>
    public static EffectOperation Operation { get; } = EffectOperation.For<PublishItem>("publish-item", isAbsolute: true);

    /// <inheritdoc/>
    public static PublishItem From(Item document) => new(document);
}
