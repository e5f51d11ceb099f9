using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Medusa;

/// <summary>Options of a connection to a Medusa shop, under <c>Crossdock:Connections:&lt;name&gt;</c>.</summary>
public sealed class MedusaOptions : IConnectionOptions
{
    /// <summary>How the shop is called; <see cref="ConnectorHttpOptions.BaseAddress"/> is the Admin API, e.g. <c>https://shop.example.com/admin</c>.</summary>
    public ConnectorHttpOptions Http { get; set; } = new();

    /// <summary>A secret API key (<c>sk_…</c>), sent as the user name of HTTP Basic.</summary>
    public SecretReference? ApiKey { get; set; }

    /// <summary>Orders placed before this time are left out; null reads all there are.</summary>
    public DateTimeOffset? OrdersSince { get; set; }

    /// <summary>Orders, or items, per request, 1 to 200. Default 50. An order is about 20 KB.</summary>
    public int PageSize { get; set; } = 50;

    /// <summary>How far each poll goes back behind what it has seen, for rows that commit late; 1 s to 1 h. Default 2 min.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often recent orders are read again, because capturing a payment moves no time-stamp of the order; 10 s to 1 d. Default 5 min.</summary>
    public TimeSpan ReReadEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Orders that last changed within this time count as recent; 1 h to 365 d. Default 14 d.</summary>
    public TimeSpan ReReadWindow { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How often all items are read again, because a product taken off sale moves no time-stamp of its variants; 10 s to 7 d. Default 1 h.</summary>
    public TimeSpan ItemsReReadEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Which figure becomes <c>stocked_quantity</c>. Default on hand.</summary>
    public MedusaStockBucket StockBucket { get; set; }

    /// <summary>Our location codes and the ids of the shop's stock locations (<c>sloc_…</c>). A code that is not listed has to be the name of one.</summary>
    public IDictionary<string, string> StockLocations { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// UN/ECE Rec 20 units that count one of a variant. C62, H87 and EA are in it; add e.g. <c>MTR</c> where variants are sold by the metre.
    /// Quantities in any other unit are refused, since the shop knows no units.
    /// </summary>
    public ISet<string> PieceUnits { get; } = new HashSet<string>(StringComparer.Ordinal) { "C62", "H87", "EA" };

    /// <inheritdoc/>
    public void Validate(ConnectionContext connection, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(problems);
        foreach (var problem in Http.Validate(connection))
        {
            problems.Add(problem);
        }

        if (ApiKey is null)
        {
            problems.Add($"{connection.OptionPath(nameof(ApiKey))} has to be set; set it to a secret reference such as env:SHOP_API_KEY.");
        }

        Within(nameof(PageSize), PageSize, 1, 200);
        Within(nameof(Overlap), Overlap, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Within(nameof(ReReadEvery), ReReadEvery, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
        Within(nameof(ReReadWindow), ReReadWindow, TimeSpan.FromHours(1), TimeSpan.FromDays(365));
        Within(nameof(ItemsReReadEvery), ItemsReReadEvery, TimeSpan.FromSeconds(10), TimeSpan.FromDays(7));

        void Within<T>(string name, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                problems.Add(FormattableString.Invariant($"{connection.OptionPath(name)} is {value}; set it between {least} and {most}."));
            }
        }
    }
}
