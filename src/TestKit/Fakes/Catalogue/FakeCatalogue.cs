using System.Globalization;

namespace Crossdock.TestKit.Fakes;

/// <summary>The items of the fake systems: those of the captured orders, and some taxed or tracked differently.</summary>
public static class FakeCatalogue
{
    /// <summary>Every item, by variant id.</summary>
    public static IReadOnlyList<FakeItem> Items { get; } =
    [
        Create("1", "L2201308", "Laptop 13 inch 8GB", "1", "Laptop", 129900),
        Create("2", "L2201508", "Laptop 15 inch 8GB", "1", "Laptop", 139900),
        Create("3", "L2201316", "Laptop 13 inch 16GB", "1", "Laptop", 219900),
        Create("4", "L2201516", "Laptop 15 inch 16GB", "1", "Laptop", 229900),
        Create("5", "TBL200032", "Tablet 32GB", "2", "Tablet", 32900),
        Create("6", "TBL200128", "Tablet 128GB", "2", "Tablet", 44500),
        Create("7", "834444", "Wireless Optical Mouse", "3", "Wireless Optical Mouse", 1899),
        Create("8", "LU32J590UQUXEN", "32-Inch Monitor", "4", "32-Inch Monitor", 31000),
        Create("9", "C24F390", "Curvy Monitor 24 inch", "5", "Curvy Monitor", 14374),
        Create("10", "C27F390", "Curvy Monitor 27 inch", "5", "Curvy Monitor", 16994),
        Create("14", "CGS480VR1063", "Gaming PC i7-8700 240GB SSD", "7", "Gaming PC", 108720),
        Create("101", "BK-DDIA-2", "Data systems, second edition", "101", "Data systems", 4567, isReduced: true),
        Create("102", "BK-EIP-1", "Messaging patterns", "102", "Messaging patterns", 5399, isReduced: true),
        Create("103", "TEA-SEN-100", "Sencha 100 g", "103", "Sencha", 1249, isReduced: true, isLotTracked: true),
        Create("104", "TEA-SEN-500", "Sencha 500 g", "103", "Sencha", 4999, isReduced: true, isLotTracked: true),
        Create("105", "VIT-D3-90", "Vitamin D3, 90 tablets", "105", "Vitamin D3", 1395, isLotTracked: true),
        Create("106", "CBL-USBC-1M", "USB-C cable 1 m", "106", "USB-C cable", 799),
        Create("107", "CBL-USBC-2M", "USB-C cable 2 m", "106", "USB-C cable", 1099),
        Create("108", "HUB-7P", "USB hub, 7 ports", "108", "USB hub", 3333),
        Create("109", "KB-ISO-DE", "Keyboard ISO German", "109", "Keyboard", 8999),
    ];

    private static readonly Dictionary<string, FakeItem> s_bySku = Items.ToDictionary(item => item.Sku, StringComparer.Ordinal);

    /// <summary>Finds an item by its exact SKU; null when there is none.</summary>
    public static FakeItem? Find(string sku) => s_bySku.GetValueOrDefault(sku);

    private static FakeItem Create(string variantId, string sku, string name, string productId, string productName, long price, bool isReduced = false, bool isLotTracked = false)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"4012345{int.Parse(variantId, CultureInfo.InvariantCulture):D5}");
        return new FakeItem(variantId, sku, name, productId, productName, price, digits + CheckDigit(digits), isReduced, isLotTracked);
    }

    /// <summary>GS1 modulo 10: weights 3 and 1 from the right.</summary>
    internal static char CheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            sum += (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 3 : 1);
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
