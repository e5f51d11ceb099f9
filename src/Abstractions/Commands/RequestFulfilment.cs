using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Asks a warehouse to ship. Doing it twice ships twice, so it counts as financial.</summary>
/// <param name="Document">The fulfilment request.</param>
public sealed record RequestFulfilment(FulfilmentRequest Document) : IEffectCommand<RequestFulfilment, FulfilmentRequest>
{
    /// <inheritdoc/>
    public static EffectOperation Operation { get; } = new("request-fulfilment", IsFinancial: true);

    /// <inheritdoc/>
    public static RequestFulfilment From(FulfilmentRequest document) => new(document);
}
