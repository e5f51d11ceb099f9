using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Tryton;

/// <summary>Options of a connection to a Tryton database, under <c>Crossdock:Connections:&lt;name&gt;</c>.</summary>
public sealed class TrytonOptions : IConnectionOptions
{
    /// <summary>How the server is called; <see cref="ConnectorHttpOptions.BaseAddress"/> is its root, e.g. <c>https://erp.example.com</c>.</summary>
    public ConnectorHttpOptions Http { get; set; } = new();

    /// <summary>Name of the database.</summary>
    public string? Database { get; set; }

    /// <summary>Login of the user that the connection acts as.</summary>
    public string? UserName { get; set; }

    /// <summary>The user's password.</summary>
    public SecretReference? Password { get; set; }

    /// <summary>Id of the company to work in; null for the user's own.</summary>
    public int? Company { get; set; }

    /// <summary>Language of texts that the server computes. Default <c>en</c>.</summary>
    public string Language { get; set; } = "en";

    /// <summary>Code of the party that orders are booked to whose buyer has no id of this connection; null refuses such orders.</summary>
    public string? DefaultCustomer { get; set; }

    /// <summary>Code of the warehouse that orders ship from when no line names one; null when there is only one.</summary>
    public string? DefaultWarehouse { get; set; }

    /// <summary>Our warehouse codes and the codes in Tryton. A code that is not listed is the same in both.</summary>
    public IDictionary<string, string> Warehouses { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>UN/ECE Rec 20 codes and the symbols of Tryton's units, beyond the usual ones (<c>C62</c> is <c>u</c>, <c>KGM</c> is <c>kg</c>).</summary>
    public IDictionary<string, string> Units { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Kinds of allowance and charge on a whole order, e.g. <c>shipping</c>, and the item codes they are booked as. An order with one
    /// that is not listed is refused.
    /// </summary>
    public IDictionary<string, string> ChargeItems { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Name of the invoice payment method of Tryton that payments and refunds are booked by: its journal, and its accounts of money that comes in and goes
    /// back. Null, the default, refuses them.
    /// </summary>
    public string? PaymentMethod { get; set; }

    /// <summary>Decimals of unit prices, as <c>price_decimal</c> in Tryton's configuration; 2 to 8. Default 4.</summary>
    public int PriceDecimals { get; set; } = 4;

    /// <summary>How far Tryton's total may be from the document's, in the order's currency; 0 to 1. Default 0: to the last digit.</summary>
    public decimal AmountTolerance { get; set; }

    /// <summary>
    /// True, the default, keeps an order's key in <c>web_id</c> of the module <c>web_shop</c>, which Tryton keeps unique. False looks for
    /// the order number in <c>reference</c>, which it does not: two processes could then make two sales at the same moment.
    /// </summary>
    public bool UseWebId { get; set; } = true;

    /// <summary>Who makes invoices. Default the flow.</summary>
    public TrytonInvoiceMethod InvoiceMethod { get; set; }

    /// <summary>
    /// Name of the package type that tracking numbers of reported shipments are kept on (modules <c>stock_package</c> and
    /// <c>stock_package_shipping</c>); null, the default, does not keep them.
    /// </summary>
    public string? PackageType { get; set; }

    /// <summary>Parts of names of warnings that are consented to; every other warning waits for a person. Default: a shipment without carrier.</summary>
    public IList<string> AcceptedWarnings { get; } = ["shipment_out_no_carrier_"];

    /// <summary>Reading starts with what changed since this time; null reads all there is.</summary>
    public DateTimeOffset? ChangesSince { get; set; }

    /// <summary>Records per request, 1 to 1000. Default 200.</summary>
    public int RowsPerPage { get; set; } = 200;

    /// <summary>How far each poll goes back, for transactions that commit late: longer than the longest one; 1 s to 1 h. Default 2 min.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>True tells stock for each storage location, as a bin of its warehouse; false, the default, for each warehouse as a whole.</summary>
    public bool StockPerLocation { get; set; }

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
        Named(nameof(UserName), UserName);
        Named(nameof(Password), Password?.Value);
        Named(nameof(Language), Language);
        if (UserName?.Contains(':', StringComparison.Ordinal) == true)
        {
            problems.Add($"{connection.OptionPath(nameof(UserName))} holds a colon, which a session cannot carry; use another login.");
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

        if (!Enum.IsDefined(InvoiceMethod))
        {
            problems.Add($"{connection.OptionPath(nameof(InvoiceMethod))} is {InvoiceMethod}; set it to Manual, Shipment or Order.");
        }

        if (AcceptedWarnings.Any(string.IsNullOrWhiteSpace))
        {
            problems.Add($"{connection.OptionPath(nameof(AcceptedWarnings))} holds an empty name, which would consent to everything; take it out.");
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
