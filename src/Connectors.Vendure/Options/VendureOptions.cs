using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Vendure;

/// <summary>Options of a connection to a Vendure shop, under <c>Crossdock:Connections:&lt;name&gt;</c>.</summary>
public sealed class VendureOptions : IConnectionOptions
{
    /// <summary>How the shop is called; <see cref="ConnectorHttpOptions.BaseAddress"/> is the Admin API, e.g. <c>https://shop.example.com/admin-api</c>.</summary>
    public ConnectorHttpOptions Http { get; set; } = new();

    /// <summary>The API key, sent as <c>vendure-api-key</c>. Either this or <see cref="BearerToken"/>.</summary>
    public SecretReference? ApiKey { get; set; }

    /// <summary>A session token, sent as <c>Authorization: Bearer</c>. It expires; an API key does not.</summary>
    public SecretReference? BearerToken { get; set; }

    /// <summary>Token of the channel to work in (header <c>vendure-token</c>); null for the default channel. It is no secret.</summary>
    public string? ChannelToken { get; set; }

    /// <summary>The first read starts with orders placed at this time; null reads all there are.</summary>
    public DateTimeOffset? OrdersSince { get; set; }

    /// <summary>Orders per request, 1 to 500. Default 100. An order with its history is about 8 KB.</summary>
    public int OrdersPerPage { get; set; } = 100;

    /// <summary>How far each poll goes back behind what it has seen, for rows that commit late; 1 s to 1 h. Default 2 min.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often open orders are read again, because payments, shipments and refunds move no time-stamp; 10 s to 1 d. Default 5 min.</summary>
    public TimeSpan ReReadEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Finished orders are read again too while they are younger than this, for refunds; zero to 365 d. Default 14 d.</summary>
    public TimeSpan ReReadWindow { get; set; } = TimeSpan.FromDays(14);

    /// <summary>True in a seller's own channel: read the parts of marketplace orders. Default false: read the order the customer placed.</summary>
    public bool IncludeSellerOrders { get; set; }

    /// <summary>
    /// Decimals of the shop's amounts for every currency, 0 to 4. Null, the default, goes by ISO 4217: 2 for EUR, none for JPY.
    /// Set 2 for a shop that keeps JPY as hundredths, as Vendure's own dashboard shows it.
    /// </summary>
    public int? MoneyDecimals { get; set; }

    /// <summary>Which figure becomes <c>stockOnHand</c>. Default on hand.</summary>
    public VendureStockBucket StockBucket { get; set; }

    /// <summary>Our location codes and the ids of the shop's stock locations. A code that is not listed has to be the name of one.</summary>
    public IDictionary<string, string> StockLocations { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// UN/ECE Rec 20 units that count one piece of a variant. C62, H87 and EA are in it; add e.g. <c>MTR</c> where variants are sold by the metre.
    /// Quantities in any other unit are refused, since the shop knows no units.
    /// </summary>
    public ISet<string> PieceUnits { get; } = new HashSet<string>(StringComparer.Ordinal) { "C62", "H87", "EA" };

    /// <summary>How often all items are read again, because a product switched off or a new tax rate moves no time-stamp of a variant; 10 s to 7 d. Default 1 h.</summary>
    public TimeSpan ItemsReReadEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Code of the shop's fulfilment handler. Default <c>manual-fulfillment</c>.</summary>
    public string FulfilmentHandler { get; set; } = "manual-fulfillment";

    /// <summary>Name of the delivery method for shipments that name no carrier. Default <c>Standard</c>.</summary>
    public string DefaultMethod { get; set; } = "Standard";

    /// <inheritdoc/>
    public void Validate(ConnectionContext connection, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(problems);
        foreach (var problem in Http.Validate(connection))
        {
            problems.Add(problem);
        }

        if ((ApiKey is null) == (BearerToken is null))
        {
            problems.Add($"{connection.OptionPath(nameof(ApiKey))} or {connection.OptionPath(nameof(BearerToken))} has to be set, and not both; set it to a secret reference such as env:SHOP_API_KEY.");
        }

        Within(nameof(OrdersPerPage), OrdersPerPage, 1, 500);
        Within(nameof(Overlap), Overlap, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Within(nameof(ReReadEvery), ReReadEvery, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
        Within(nameof(ReReadWindow), ReReadWindow, TimeSpan.Zero, TimeSpan.FromDays(365));
        Within(nameof(ItemsReReadEvery), ItemsReReadEvery, TimeSpan.FromSeconds(10), TimeSpan.FromDays(7));
        Within(nameof(MoneyDecimals), MoneyDecimals ?? 0, 0, 4);
        Named(nameof(FulfilmentHandler), FulfilmentHandler);
        Named(nameof(DefaultMethod), DefaultMethod);

        void Within<T>(string name, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                problems.Add(FormattableString.Invariant($"{connection.OptionPath(name)} is {value}; set it between {least} and {most}."));
            }
        }

        void Named(string name, string value)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                problems.Add($"{connection.OptionPath(name)} is empty; leave it out or give it a value.");
            }
        }
    }
}
