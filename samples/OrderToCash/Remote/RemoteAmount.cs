using System.Globalization;

namespace Crossdock.OrderToCash;

/// <summary>What one document is worth, tax included.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Amount">Exact; compared by value, however many zeros are written.</param>
internal readonly record struct RemoteAmount(string Currency, decimal Amount)
{
    /// <summary>The sum of several documents; null when they are in several currencies.</summary>
    public static RemoteAmount? Sum(IReadOnlyList<RemoteAmount> documents) =>
        documents.Select(document => document.Currency).Distinct().ToList() is [var currency] ? new(currency, documents.Sum(document => document.Amount)) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Currency}");
}
