namespace Crossdock.TestKit.Fakes;

/// <summary>Where an order comes from: currency, prices, taxes.</summary>
internal sealed record VendureMarket(string Currency, string CountryCode, string Country, string Zone, double StandardRate, double ReducedRate, double ShippingTaxRate, double PriceFactor)
{
    private static readonly VendureMarket[] s_all =
    [
        new("EUR", "DE", "Germany", "Europe", 19, 7, 19, 0.92),
        new("EUR", "FR", "France", "Europe", 20, 5.5, 20, 0.94),
        new("EUR", "IE", "Ireland", "Europe", 23, 0, 23, 0.95),
        new("USD", "US", "United States of America", "Americas", 8.88, 0, 0, 1),
        new("USD", "US", "United States of America", "Americas", 20, 10, 0, 1),
        new("JPY", "JP", "Japan", "Asia", 10, 8, 10, 1.5),
    ];

    public static VendureMarket Pick(ref SplitMix random) => random.Pick<VendureMarket>(s_all);

    public long PriceOf(FakeItem item) => (long)Math.Max(1, VendurePricing.Round(item.Price * PriceFactor));

    public (double Rate, string Description) TaxOf(FakeItem item) =>
        item.IsReduced ? (ReducedRate, "Reduced Tax " + Zone) : (StandardRate, "Standard Tax " + Zone);
}
