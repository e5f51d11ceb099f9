using Crossdock.Servers;

namespace Crossdock.RealSystems.Vendure;

/// <summary>The shop itself: seeded, reset and restarted.</summary>
[Collection(SharedVendure.Name)]
public class ServerTests(LiveVendure live)
{
    [Fact]
    public async Task It_is_seeded_and_a_reset_takes_it_back_to_that()
    {
        var shop = live.System;
        var order = await VendureShopper.BuyAsync(shop, "zoe@example.test", VendureSeed.Coupon, ("SKU-1001", 2), ("BOOK-1", 1));
        (await shop.QueryAsync($"""SELECT state FROM "order" WHERE code = '{order.Code}'"""))[0][0].ShouldBe("PaymentAuthorized");

        await shop.RestartAsync();
        (await shop.QueryAsync($"""SELECT COUNT(*) FROM "order" WHERE code = '{order.Code}'"""))[0][0].ShouldBe("1");

        await shop.ResetAsync();
        (await shop.QueryAsync("""SELECT COUNT(*) FROM "order" """))[0][0].ShouldBe("0");
        (await shop.QueryAsync("SELECT COUNT(*) FROM product_variant"))[0][0].ShouldBe("5");
        using var api = shop.Administer();
        (await VendureShopper.VariantIdAsync(api, "BOOK-1")).ShouldNotBeEmpty();
    }
}
