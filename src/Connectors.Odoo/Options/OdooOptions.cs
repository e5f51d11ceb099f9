namespace Crossdock.Connectors.Odoo;

/// <summary>Options of a connection to an Odoo database, under <c>Crossdock:Connections:&lt;name&gt;</c>.</summary>
public sealed class OdooOptions : IConnectionOptions
{
    /// <summary>How the server is called; <see cref="ConnectorHttpOptions.BaseAddress"/> is its root, e.g. <c>https://erp.example.com</c>.</summary>
    public ConnectorHttpOptions Http { get; set; } = new();

    /// <summary>Name of the database.</summary>
    public string? Database { get; set; }

    /// <summary>API key of the user that the connection acts as.</summary>
    public SecretReference? ApiKey { get; set; }

    /// <summary>Id of the company to work in; null for the user's own.</summary>
    public int? Company { get; set; }

    /// <summary>Language of texts and of the names of units, as Odoo names it. Default <c>en_US</c>.</summary>
    public string Language { get; set; } = "en_US";

    /// <summary>Reference of the contact that orders are booked to whose buyer has no id of this connection; null refuses such orders.</summary>
    public string? DefaultCustomer { get; set; }

    /// <summary>Short name of the warehouse that orders ship from when no line names one; null when there is only one.</summary>
    public string? DefaultWarehouse { get; set; }

    /// <summary>Our warehouse codes and the short names in Odoo. A code that is not listed is the same in both.</summary>
    public IDictionary<string, string> Warehouses { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>UN/ECE Rec 20 codes and the names of Odoo's units, beyond the usual ones (<c>C62</c> is <c>Units</c>, <c>KGM</c> is <c>kg</c>).</summary>
    public IDictionary<string, string> Units { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Kinds of allowance and charge on a whole order, e.g. <c>shipping</c>, and the item codes they are booked as. An order with one
    /// that is not listed is refused.
    /// </summary>
    public IDictionary<string, string> ChargeItems { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Short code of the bank or cash journal of Odoo that payments and refunds are booked in, e.g. <c>BNK1</c>. Null, the default, refuses them.
    /// </summary>
    public string? PaymentJournal { get; set; }

    /// <summary>Decimals that unit prices may have, 2 to 8. Odoo keeps more than it shows. Default 6.</summary>
    public int PriceDecimals { get; set; } = 6;

    /// <summary>How far Odoo's total may be from the document's, in the document's currency; 0 to 1. Default 0: to the last digit.</summary>
    public decimal AmountTolerance { get; set; }

    /// <summary>Reading starts with what changed since this time; null reads all there is.</summary>
    public DateTimeOffset? ChangesSince { get; set; }

    /// <summary>Records per request, 1 to 1000. Default 200.</summary>
    public int RowsPerPage { get; set; } = 200;

    /// <summary>How far each poll goes back, for transactions that commit late: longer than the longest one; 1 s to 1 h. Default 2 min.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Days from today whose forecast stock is told as available to promise, each 1 to 365. Default none.</summary>
    public IList<int> PromiseDays { get; } = [];

    /// <inheritdoc/>
    public void Validate(ConnectionContext connection, ICollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(problems);
        foreach (var problem in Http.Validate(connection))
        {
            problems.Add(problem);
        }

        Named(nameof(Database), Database);
        Named(nameof(ApiKey), ApiKey?.Value);
        Named(nameof(Language), Language);
        if (PaymentJournal is not null)
        {
            Named(nameof(PaymentJournal), PaymentJournal);
        }

        Within(nameof(Company), Company ?? 1, 1, int.MaxValue);
        Within(nameof(PriceDecimals), PriceDecimals, 2, 8);
        Within(nameof(AmountTolerance), AmountTolerance, 0, 1);
        Within(nameof(RowsPerPage), RowsPerPage, 1, 1000);
        Within(nameof(Overlap), Overlap, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        foreach (var days in PromiseDays)
        {
            Within(nameof(PromiseDays), days, 1, 365);
        }

        void Within<T>(string name, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                problems.Add(FormattableString.Invariant($"{connection.OptionPath(name)} is {value}; set it between {least} and {most}."));
            }
        }

        void Named(string name, string? value)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                problems.Add($"{connection.OptionPath(name)} is not set; give it a value.");
            }
        }
    }
}
