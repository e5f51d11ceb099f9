using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

/// <summary>One order line while its amounts are computed.</summary>
internal sealed class PricedLine(FakeItem item, int quantity, long unitPrice, double taxRate, string taxDescription)
{
    private readonly List<(VendurePromotion Promotion, string Type, double Amount)> _adjustments = [];

    public FakeItem Item => item;

    public int Quantity => quantity;

    public long UnitPrice => unitPrice;

    public double TaxRate => taxRate;

    public string TaxDescription => taxDescription;

    public double ProratedLinePrice => VendurePricing.Round(Prorated * quantity);

    public double ProratedLinePriceWithTax => VendurePricing.Round(VendurePricing.Gross(Prorated, taxRate) * quantity);

    private double Prorated => unitPrice + _adjustments.Sum(adjustment => adjustment.Amount / quantity);

    private double Discounted => unitPrice + _adjustments.Where(adjustment => adjustment.Type == "PROMOTION").Sum(adjustment => adjustment.Amount / quantity);

    /// <summary>Adds a discount; a line never becomes negative.</summary>
    public void Add(VendurePromotion promotion, string type, double amount)
    {
        var limited = Math.Max(-ProratedLinePrice, amount);
        if (limited != 0)
        {
            _adjustments.Add((promotion, type, limited));
        }
    }

    public IEnumerable<JsonObject> Discounts() => _adjustments.Select(adjustment => new JsonObject
    {
        ["adjustmentSource"] = adjustment.Promotion.Source,
        ["type"] = adjustment.Type,
        ["description"] = adjustment.Promotion.Name,
        ["amount"] = Money(adjustment.Amount),
        ["amountWithTax"] = Money(VendurePricing.Gross(adjustment.Amount, taxRate)),
    });

    public JsonObject ToJson(string at) => new()
    {
        ["createdAt"] = at,
        ["updatedAt"] = at,
        ["quantity"] = quantity,
        ["orderPlacedQuantity"] = quantity,
        ["unitPrice"] = unitPrice,
        ["unitPriceWithTax"] = Money(VendurePricing.Gross(unitPrice, taxRate)),
        ["unitPriceChangeSinceAdded"] = 0,
        ["unitPriceWithTaxChangeSinceAdded"] = 0,
        ["discountedUnitPrice"] = Money(Discounted),
        ["discountedUnitPriceWithTax"] = Money(VendurePricing.Gross(Discounted, taxRate)),
        ["proratedUnitPrice"] = Money(Prorated),
        ["proratedUnitPriceWithTax"] = Money(VendurePricing.Gross(Prorated, taxRate)),
        ["linePrice"] = unitPrice * quantity,
        ["linePriceWithTax"] = Money(VendurePricing.Gross(unitPrice, taxRate) * quantity),
        ["discountedLinePrice"] = Money(Discounted * quantity),
        ["discountedLinePriceWithTax"] = Money(VendurePricing.Gross(Discounted, taxRate) * quantity),
        ["proratedLinePrice"] = Money(ProratedLinePrice),
        ["proratedLinePriceWithTax"] = Money(ProratedLinePriceWithTax),
        ["lineTax"] = Money(VendurePricing.Gross(unitPrice, taxRate) * quantity) - (unitPrice * quantity),
        ["taxRate"] = taxRate,
        ["taxLines"] = new JsonArray(new JsonObject { ["description"] = taxDescription, ["taxRate"] = taxRate }),
        ["discounts"] = new JsonArray([.. Discounts()]),
        ["productVariant"] = new JsonObject
        {
            ["id"] = item.VariantId,
            ["sku"] = item.Sku,
            ["name"] = item.Name,
            ["product"] = new JsonObject { ["id"] = item.ProductId, ["name"] = item.ProductName },
        },
        ["fulfillmentLines"] = new JsonArray(),
    };

    private static long Money(double value) => (long)VendurePricing.Round(value);
}
