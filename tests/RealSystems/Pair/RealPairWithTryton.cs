using System.Text.Json.Nodes;
using Crossdock.OrderToCash;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Pair;

/// <summary>A shop and a Tryton.</summary>
public abstract class RealPairWithTryton : OrderToCashOnARealPair<TrytonServer>
{
    protected override string ErpName => "tryton";

    private protected override Task<TrytonServer> StartErpAsync() => TrytonServer.StartAsync(TrytonErp.Backend);

    private protected override async Task<IPairErp> OpenErpAsync(TrytonServer server) => await TrytonErp.OpenAsync(server, TimeProvider.System);

    private protected override async Task PostAnInvoiceAgainAsync(TrytonServer server)
    {
        using var rpc = await server.LogInAsync();
        var invoice = (await rpc.SearchAsync("account.invoice", TrytonRpc.Where("state", "=", "posted"), "total_amount"))
            .First(one => !one["total_amount"]!["decimal"]!.ToString().StartsWith('-'));
        var copy = (int)(await rpc.ModelAsync("account.invoice", "copy", TrytonRpc.Ids((int)invoice["id"]!), new JsonObject()))![0]!;
        await rpc.WriteAsync("account.invoice", copy, new JsonObject
        {
            ["invoice_date"] = TrytonRpc.Date(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)),
            ["reference"] = (await rpc.ReadAsync("account.invoice", (int)invoice["id"]!, "reference"))["reference"]!.DeepClone(),
        });
        await rpc.PressAsync("account.invoice", "post", copy);
    }
}
