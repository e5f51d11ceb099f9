using System.Text.Json.Nodes;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Tryton;

/// <summary>The server itself: seeded, reset and restarted.</summary>
[Collection(nameof(SqliteTryton))]
public class SqliteServerTests(SqliteTryton live) : ServerTests<SqliteTryton>(live);

/// <inheritdoc/>
[Collection(nameof(PostgreSqlTryton))]
public class PostgreSqlServerTests(PostgreSqlTryton live) : ServerTests<PostgreSqlTryton>(live);

public abstract class ServerTests<TLive>(TLive live)
    where TLive : LiveSystem<TrytonServer>
{
    [Fact]
    public async Task It_is_seeded_and_a_reset_takes_it_back_to_that()
    {
        using (var rpc = await live.System.LogInAsync())
        {
            await TrytonSeed.AddItemAsync(rpc, "GONE-1", "Gone after the reset", 1, 20);
            await rpc.CreateAsync("party.party", new JsonObject { ["name"] = "Gone too" });
        }

        (await live.System.QueryAsync("SELECT COUNT(*) FROM product_product WHERE code = 'GONE-1'"))[0][0].ShouldBe("1");

        await live.System.ResetAsync();

        (await live.System.QueryAsync("SELECT COUNT(*) FROM product_product WHERE code = 'GONE-1'"))[0][0].ShouldBe("0");
        (await live.System.QueryAsync("SELECT COUNT(*) FROM product_product"))[0][0].ShouldBe("9");
        using var after = await live.System.LogInAsync();
        (await after.SearchAsync("party.party", TrytonRpc.Where("code", "=", "CUST-01"), "name")).ShouldHaveSingleItem();
    }
}
