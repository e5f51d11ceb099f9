using System.Globalization;

namespace Crossdock.FakeConnectors.Warehouse;

/// <summary>
/// The reference a request carries at the warehouse: its number and revision, <c>SO-1001#1</c>. The warehouse has no idempotency
/// keys, so this text alone tells whether a request was made; it has to differ between revisions.
/// </summary>
internal static class WarehouseReference
{
    public static string Of(string number, int revision) => string.Create(CultureInfo.InvariantCulture, $"{number}#{revision}");

    /// <summary>The request's number; a reference of another origin is its own number.</summary>
    public static string NumberOf(string reference)
    {
        var mark = reference.LastIndexOf('#');
        return mark > 0 && int.TryParse(reference.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? reference[..mark] : reference;
    }
}
