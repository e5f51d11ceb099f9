using Crossdock.Servers;

namespace Crossdock.RealSystems.Odoo;

/// <summary>The server itself: seeded, reset and restarted.</summary>
[Collection(nameof(LiveOdoo))]
public class ServerTests(LiveOdoo live)
{
    [Fact]
    public async Task It_is_seeded_and_a_reset_takes_it_back_to_that()
    {
        using (var rpc = live.System.LogIn())
        {
            await OdooSeed.AddItemAsync(rpc, "GONE-1", "Gone after the reset", 1, 20);
        }

        (await live.System.QueryAsync("SELECT COUNT(*) FROM product_product WHERE default_code = 'GONE-1'"))[0][0].ShouldBe("1");

        await live.System.ResetAsync();

        (await live.System.QueryAsync("SELECT COUNT(*) FROM product_product WHERE default_code = 'GONE-1'"))[0][0].ShouldBe("0");
        using var after = live.System.LogIn();
        (await after.SearchAsync("res.partner", OdooRpc.Where("ref", "=", "CUST-01"), "name")).ShouldHaveSingleItem();
    }
}
