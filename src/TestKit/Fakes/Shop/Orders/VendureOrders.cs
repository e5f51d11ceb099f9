using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

/// <summary>Orders in the shape of the Vendure Admin API, to place in the fake shop.</summary>
public static class VendureOrders
{
    private const string Resource = "Crossdock.TestKit.Fakes.Captured.orders.json";
    private static readonly DateTimeOffset s_epoch = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Orders captured from a real Vendure 3.7.3: order and item discounts, fractional tax rates, USD, EUR and JPY.
    /// Each call returns copies the caller may change.
    /// </summary>
    public static IReadOnlyList<JsonObject> Captured()
    {
        using var stream = typeof(VendureOrders).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"Resource {Resource} is missing.");
        return JsonSerializer.Deserialize<List<JsonObject>>(stream)!;
    }

    /// <summary>
    /// One generated order: 1 to 6 lines, a company now and then, discounts, tax at two rates, shipping, in EUR, USD or JPY.
    /// The amounts add up exactly as Vendure computes them. The same seed and index always give the same order.
    /// </summary>
    /// <param name="seed">Seed of a family of orders.</param>
    /// <param name="index">Position in the family, 0 or more.</param>
    public static JsonObject Generate(long seed, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var random = new SplitMix(SplitMix.Mix((ulong)seed) ^ SplitMix.Mix((ulong)index + 0x51ED2701));
        var code = Code(ref random);
        var market = VendureMarket.Pick(ref random);
        var buyer = VendureBuyer.Create(market, ref random);
        var priced = Price(market, ref random);
        var placedAt = s_epoch.AddSeconds(37L * index);
        var settled = random.Chance(0.9);

        var order = new JsonObject
        {
            ["code"] = code,
            ["type"] = "Regular",
            ["state"] = settled ? "PaymentSettled" : "PaymentAuthorized",
            ["active"] = false,
            ["createdAt"] = ShopTime.Format(placedAt.AddSeconds(-95)),
            ["updatedAt"] = ShopTime.Format(placedAt.AddMilliseconds(-269)),
            ["orderPlacedAt"] = ShopTime.Format(placedAt),
            ["customer"] = buyer.Customer(),
            ["billingAddress"] = random.Chance(0.15) ? VendureBuyer.NoAddress() : buyer.Address("1"),
            ["shippingAddress"] = buyer.Address(random.Chance(0.3) ? "7b" : "1"),
        };
        priced.WriteTo(order, ShopTime.Format(placedAt.AddSeconds(-60)));
        order["payments"] = new JsonArray(Payment(priced.TotalWithTax, settled, ShopTime.Format(placedAt), ref random));
        order["history"] = History(settled, placedAt);
        return order;
    }

    private static PricedOrder Price(VendureMarket market, ref SplitMix random)
    {
        var items = new List<FakeItem>();
        var count = 1 + random.NextInt(6);
        while (items.Count < count)
        {
            var item = FakeCatalogue.Items[random.NextInt(FakeCatalogue.Items.Count)];
            if (!items.Contains(item))
            {
                items.Add(item);
            }
        }

        var lines = new List<PricedLine>();
        foreach (var item in items)
        {
            var (rate, description) = market.TaxOf(item);
            lines.Add(new PricedLine(item, 1 + random.NextInt(random.Chance(0.2) ? 24 : 4), market.PriceOf(item), rate, description));
        }

        var promotions = new List<VendurePromotion>();
        var draw = random.NextDouble();
        if (items.Any(item => item.VariantId == "7") && random.Chance(0.5))
        {
            promotions.Add(VendurePromotion.MouseDeal);
            VendurePricing.ApplyItemPercentage(lines.Where(line => line.Item.VariantId == "7"), VendurePromotion.MouseDeal, 20);
        }

        if (draw < 0.25)
        {
            promotions.Add(VendurePromotion.TenPercent);
            VendurePricing.ApplyOrderDiscount(lines, VendurePromotion.TenPercent, subTotal => subTotal * (10 / 100.0));
        }
        else if (draw < 0.35)
        {
            promotions.Add(VendurePromotion.FiveOff);
            VendurePricing.ApplyOrderDiscount(lines, VendurePromotion.FiveOff, subTotal => Math.Min(500, subTotal));
        }

        var express = random.Chance(0.2);
        return new PricedOrder(market.Currency, lines, promotions) { ShippingPrice = express ? 1000 : 500, ShippingTaxRate = market.ShippingTaxRate, IsExpress = express };
    }

    private static string Code(ref SplitMix random)
    {
        const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXY";
        Span<char> code = stackalloc char[16];
        foreach (ref var letter in code)
        {
            letter = Alphabet[random.NextInt(Alphabet.Length)];
        }

        return new string(code);
    }

    private static JsonObject Payment(long amount, bool settled, string at, ref SplitMix random) => new()
    {
        ["createdAt"] = at,
        ["updatedAt"] = at,
        ["method"] = "standard-payment",
        ["amount"] = amount,
        ["state"] = settled ? "Settled" : "Authorized",
        ["transactionId"] = Code(ref random)[..10].ToLowerInvariant(),
        ["errorMessage"] = null,
        ["metadata"] = new JsonObject(),
        ["nextStates"] = ShopOrderChanges.Strings(settled ? ["Cancelled"] : ["Settled", "Error", "Cancelled"]),
        ["refunds"] = new JsonArray(),
    };

    private static JsonObject History(bool settled, DateTimeOffset placedAt)
    {
        (string From, string To)[] steps = [("Created", "AddingItems"), ("AddingItems", "ArrangingPayment"), ("ArrangingPayment", "PaymentAuthorized"), ("PaymentAuthorized", "PaymentSettled")];
        var taken = settled ? steps : steps[..3];
        var items = new JsonArray([.. taken.Select((step, i) => new JsonObject
        {
            ["createdAt"] = ShopTime.Format(placedAt.AddSeconds((i - taken.Length + 1) * 30)),
            ["updatedAt"] = ShopTime.Format(placedAt.AddSeconds((i - taken.Length + 1) * 30)),
            ["type"] = "ORDER_STATE_TRANSITION",
            ["isPublic"] = true,
            ["data"] = new JsonObject { ["from"] = step.From, ["to"] = step.To },
            ["administrator"] = null,
        })]);
        return new JsonObject { ["totalItems"] = items.Count, ["items"] = items };
    }
}
