using System.Globalization;

namespace Crossdock.Connectors.Odoo;

/// <summary>
/// Names of the external ids by which this connector finds its records again. Odoo keeps them unique, which it does with no reference that people
/// see, and copies them to no other record. They may hold no space.
/// </summary>
internal static class Marks
{
    /// <summary>The module that all external ids of this connector are in; no app of Odoo has such a name.</summary>
    public const string Module = "__crossdock__";

    public const string OrderLine = "order-line";

    private const string RevisionOpening = " (revision ";

    public static string Order(string tenant, string number) => Name("order", tenant, number);

    public static string Line(string tenant, string number, string lineId) => Name(OrderLine, tenant, number, lineId);

    /// <summary>A transfer that was asked for.</summary>
    public static string Request(string tenant, string number, int revision) => Name("request", tenant, number, revision.ToString(CultureInfo.InvariantCulture));

    /// <summary>A transfer that another warehouse has reported.</summary>
    public static string Shipment(string tenant, string number) => Name("shipment", tenant, number);

    public static string Invoice(string tenant, string number, bool isCredit) => Name(isCredit ? "credit-note" : "invoice", tenant, number);

    public static string InvoiceLine(string tenant, string number, bool isCredit, int index) =>
        Name(isCredit ? "credit-note-line" : "invoice-line", tenant, number, index.ToString(CultureInfo.InvariantCulture));

    public static string Payment(string tenant, string number) => Name("payment", tenant, number);

    /// <summary>The complete external id of a name.</summary>
    public static string Complete(string name) => $"{Module}.{name}";

    /// <summary>The parts of a name of one kind, after the tenant; null for every other.</summary>
    public static IReadOnlyList<string>? PartsOf(string name, string kind) =>
        name.StartsWith(kind + ":", StringComparison.Ordinal) ? [.. name[(kind.Length + 1)..].Split('/').Skip(1).Select(Uri.UnescapeDataString)] : null;

    /// <summary>Source document of an order in Odoo: our number and the revision that it holds.</summary>
    public static string Origin(string number, int revision) => string.Create(CultureInfo.InvariantCulture, $"{number}{RevisionOpening}{revision})");

    /// <summary>The revision that a source document names; null when it names none.</summary>
    public static int? RevisionOf(string? origin) =>
        origin is not null && origin.EndsWith(')') && origin.LastIndexOf(RevisionOpening, StringComparison.Ordinal) is >= 0 and var start
        && int.TryParse(origin[(start + RevisionOpening.Length)..^1], CultureInfo.InvariantCulture, out var revision)
            ? revision
            : null;

    private static string Name(string kind, params string[] parts) => $"{kind}:{string.Join('/', parts.Select(Uri.EscapeDataString))}";
}
