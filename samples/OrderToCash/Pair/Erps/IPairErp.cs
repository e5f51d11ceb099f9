using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>
/// The ERP of a pair, which is the warehouse too: how a host connects to it, what its people do at their screens, and its own books. All but the connection goes
/// around the connector. Disposing it ends its clients; the system itself goes on.
/// </summary>
internal interface IPairErp : IDisposable
{
    /// <summary>The system.</summary>
    IRealSystem System { get; }

    /// <summary>Adds a connection to it.</summary>
    void Connect(ICrossdockBuilder crossdock, string connection);

    /// <summary>Ships the orders whose parcels are all there to be packed, as planned.</summary>
    /// <returns>Those that have left now.</returns>
    Task<IReadOnlyList<PlacedOrder>> ShipAsync(IReadOnlyCollection<PlacedOrder> orders, CancellationToken cancellationToken);

    /// <summary>Counts both warehouses and books what was found: 900 pieces and more in the main one, 50 and more in the other.</summary>
    /// <param name="seed">Which figures.</param>
    Task CountStockAsync(long seed);

    /// <summary>Adds what the ERP holds to what the shop says of its orders. The system is this run's own, so everything in it has to belong to an order of the run.</summary>
    /// <returns>The orders, and what belongs to none of them.</returns>
    Task<(IReadOnlyList<OrderBooks> Orders, IReadOnlyList<string> Strays)> AddToAsync(IReadOnlyList<OrderBooks> shop);

    /// <summary>Pieces on hand by <c>SKU@warehouse</c>, for the items that the shop sells.</summary>
    Task<IReadOnlyDictionary<string, decimal>> ReadStockAsync();
}
