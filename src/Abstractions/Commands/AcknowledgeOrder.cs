using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Tells the source of an order what became of it.</summary>
/// <param name="Document">The acknowledgement.</param>
public sealed record AcknowledgeOrder(OrderAcknowledgement Document) : IEffectCommand<AcknowledgeOrder, OrderAcknowledgement>
{
    /// <inheritdoc/>
    public static EffectOperation Operation { get; } = EffectOperation.For<AcknowledgeOrder>("acknowledge-order");

    /// <inheritdoc/>
    public static AcknowledgeOrder From(OrderAcknowledgement document) => new(document);
}
