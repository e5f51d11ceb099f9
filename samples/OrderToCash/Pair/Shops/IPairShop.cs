using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>
/// The shop of a pair: how a host connects to it, what customers and its own people do there, and its own books. All but the connection goes around the connector.
/// Disposing it ends its clients; the system itself goes on.
/// </summary>
internal interface IPairShop : IDisposable
{
    /// <summary>The system.</summary>
    IRealSystem System { get; }

    /// <summary>True when its connector can leave an acknowledgement on an order.</summary>
    bool KeepsAcknowledgements { get; }

    /// <summary>True when it rounds the total of an order once. An ERP rounds the tax of each rate, and asks for another cent where two rates have fractions of one.</summary>
    bool RoundsTotalOnly { get; }

    /// <summary>Adds a connection to it.</summary>
    void Connect(ICrossdockBuilder crossdock, string connection);

    /// <summary>A customer checks out, the money is taken, and where planned a line is taken back and its money with it.</summary>
    /// <returns>The order as it stands then.</returns>
    Task<PlacedOrder> PlaceAsync(PlannedOrder plan);

    /// <summary>Transfers the money of refunds that wait for a person, where the way to pay cannot do it by itself.</summary>
    Task PayRefundsAsync();

    /// <summary>Reads all orders that were placed.</summary>
    Task<IReadOnlyList<OrderBooks>> ReadOrdersAsync();

    /// <summary>Pieces on hand by <c>SKU@warehouse</c>, named as in the ERP.</summary>
    Task<IReadOnlyDictionary<string, decimal>> ReadStockAsync();
}
