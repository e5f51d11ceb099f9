using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Asks a warehouse to ship. Doing it twice ships twice, so it counts as financial.</summary>
/// <param name="Document">The fulfilment request.</param>
public sealed record RequestFulfilment(FulfilmentRequest Document) : IEffectCommand<RequestFulfilment, FulfilmentRequest>, IFinancialCommand
{
    /// <inheritdoc/>
    public static EffectOperation Operation { get; } = EffectOperation.For<RequestFulfilment>("request-fulfilment");

    /// <inheritdoc/>
    public static RequestFulfilment From(FulfilmentRequest document) => new(document);
}
