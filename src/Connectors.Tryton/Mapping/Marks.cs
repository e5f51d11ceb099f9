using System.Globalization;

namespace Crossdock.Connectors.Tryton;

/// <summary>What this connector leaves on records in Tryton so that it finds them again.</summary>
internal static class Marks
{
    private const string Opening = "[crossdock ";

    /// <summary>Value of <c>web_id</c>, which Tryton keeps unique: one sale per order, whatever its revision.</summary>
    public static string WebId(string tenant, string orderNumber) => $"crossdock:{Uri.EscapeDataString(tenant)}/{Uri.EscapeDataString(orderNumber)}";

    /// <summary>The order number in a <c>web_id</c> of ours; null in any other.</summary>
    public static string? OrderNumberOf(string? webId) =>
        webId is not null && webId.StartsWith("crossdock:", StringComparison.Ordinal) && webId.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            ? Uri.UnescapeDataString(webId[(slash + 1)..])
            : null;

    /// <summary>A line of a sale's comment: which revision of the order it holds.</summary>
    public static string Revision(int revision) => string.Create(CultureInfo.InvariantCulture, $"{Opening}revision {revision}]");

    /// <summary>The newest revision that a comment names; null when it names none.</summary>
    public static int? RevisionOf(string? comment) => (comment ?? "").Split('\n')
        .Select(line => Between(line.Trim(), Opening + "revision ", "]"))
        .Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out var revision) ? revision : (int?)null)
        .Max();

    /// <summary>The comment with this revision in place of earlier ones.</summary>
    public static string WithRevision(string? comment, int revision) => string.Join('\n', (comment ?? "").Split('\n')
        .Where(line => line.Length > 0 && Between(line.Trim(), Opening + "revision ", "]") is null)
        .Append(Revision(revision)));

    /// <summary>Note of a sale line: which order line it is.</summary>
    public static string Line(string lineId) => $"{Opening}line {lineId}]";

    /// <summary>The order line that a sale line's note names; null when it names none.</summary>
    public static string? LineOf(string? note) => (note ?? "").Split('\n').Select(line => Between(line.Trim(), Opening + "line ", "]")).FirstOrDefault(id => id is not null);

    /// <summary>Reference of a shipment that a fulfilment request asked for.</summary>
    public static string Request(string number, int revision) => string.Create(CultureInfo.InvariantCulture, $"{RequestOpening}{number} #{revision}");

    /// <summary>The fulfilment request that a shipment's reference names; null when it names none.</summary>
    public static string? RequestOf(string? reference) =>
        reference is not null && reference.StartsWith(RequestOpening, StringComparison.Ordinal) && reference.LastIndexOf(" #", StringComparison.Ordinal) is > 0 and var end
            ? reference[RequestOpening.Length..end]
            : null;

    private const string RequestOpening = "request ";

    private static string? Between(string text, string opening, string closing) =>
        text.StartsWith(opening, StringComparison.Ordinal) && text.EndsWith(closing, StringComparison.Ordinal) ? text[opening.Length..^closing.Length] : null;
}
