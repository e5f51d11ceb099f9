using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Submits an order to the financial record. A higher revision of the same order amends it.</summary>
/// <param name="Document">The order.</param>
public sealed record SubmitOrder(Order Document) : IEffectCommand<SubmitOrder, Order>, IFinancialCommand
{
    /// <inheritdoc/>
    public static EffectOperation Operation { get; } = EffectOperation.For<SubmitOrder>("submit-order");

    /// <inheritdoc/>
    public static SubmitOrder From(Order document) => new(document);
}
