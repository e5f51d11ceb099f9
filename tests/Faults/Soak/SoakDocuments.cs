using System.Globalization;
using Crossdock.Canonical;

namespace Crossdock.Faults.Soak;

/// <summary>The documents of a soak, made from their number when they are needed. Amounts are whole minor units in currencies with none, two and three decimals.</summary>
internal sealed class SoakDocuments(SoakPlan plan)
{
    private static readonly DateTimeOffset s_placed = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly (string Code, decimal Minor)[] s_currencies = [("EUR", 0.01m), ("USD", 0.01m), ("JPY", 1m), ("KWD", 0.001m)];

    public static IReadOnlyList<string> Currencies { get; } = [.. s_currencies.Select(currency => currency.Code)];

    public static string NumberOf(int index) => string.Create(CultureInfo.InvariantCulture, $"SO-{index}");

    /// <summary>The number within a document key such as <c>SO-17</c> or <c>SH-17</c>.</summary>
    public static int IndexOf(string key) => int.Parse(key.AsSpan(key.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);

    /// <summary>What an order is worth, in minor units.</summary>
    public (int Currency, long Minor) WorthOf(int index)
    {
        var (currency, lines) = Draw(index);
        return (currency, lines.Sum(line => (long)line.Quantity * line.Price));
    }

    public static long ToMinor(Money money, int currency) =>
        money.Currency == s_currencies[currency].Code && money.Amount % s_currencies[currency].Minor == 0
            ? (long)(money.Amount / s_currencies[currency].Minor)
            : throw new InvalidOperationException($"{money} is no whole number of minor units of {s_currencies[currency].Code}.");

    public Order Order(int index)
    {
        var (currency, lines) = Draw(index);
        var (code, minor) = s_currencies[currency];
        var orderLines = lines.Select((line, position) => new OrderLine
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"L{position + 1}"),
            Type = OrderLineType.Item,
            Item = new ItemReference { SellerItemId = string.Create(CultureInfo.InvariantCulture, $"SKU-{line.Price % 50}") },
            Quantity = Quantity.Of(line.Quantity),
            Price = new Price { Amount = Money.Of(line.Price * minor, code) },
            LineExtensionAmount = Money.Of(line.Quantity * line.Price * minor, code),
        }).ToValueList();
        var total = Money.Of(lines.Sum(line => (long)line.Quantity * line.Price) * minor, code);
        return new Order
        {
            Number = NumberOf(index),
            Currency = code,
            Dates = new OrderDates { Placed = s_placed },
            Lines = orderLines,
            Totals = new MonetaryTotal { LineExtensionAmount = total, TaxExclusiveAmount = total, TaxInclusiveAmount = total, PayableAmount = total },
        };
    }

    public Shipment Shipment(int index) => new()
    {
        Number = string.Create(CultureInfo.InvariantCulture, $"SH-{index}"),
        Orders = [new DocumentReference { Type = DocumentReferenceType.Order, Id = NumberOf(index) }],
        Dates = new ShipmentDates { Shipped = s_placed.AddHours(2) },
        TrackingNumbers = [new TrackingNumber { Number = string.Create(CultureInfo.InvariantCulture, $"TRACK-{index}") }],
        Lines = Draw(index).Lines.Select((line, position) => new ShipmentLine
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{position + 1}"),
            Order = new DocumentReference { Type = DocumentReferenceType.Order, Id = NumberOf(index), LineId = string.Create(CultureInfo.InvariantCulture, $"L{position + 1}") },
            Quantity = Quantity.Of(line.Quantity),
        }).ToValueList(),
    };

    private (int Currency, (int Quantity, int Price)[] Lines) Draw(int index)
    {
        var random = new Random(HashCode(plan.Seed, index));
        var currency = random.Next(s_currencies.Length);
        return (currency, [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => (1 + random.Next(5), 1 + random.Next(99_999)))]);
    }

    private static int HashCode(int seed, int index) => unchecked((seed * 397) ^ (index * (int)0x9E3779B1));
}
