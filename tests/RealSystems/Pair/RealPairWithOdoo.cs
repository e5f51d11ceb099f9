using System.Text.Json.Nodes;
using Crossdock.OrderToCash;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Pair;

/// <summary>A shop and an Odoo.</summary>
public abstract class RealPairWithOdoo : OrderToCashOnARealPair<OdooServer>
{
    protected override string ErpName => "odoo";

    private protected override Task<OdooServer> StartErpAsync() => OdooServer.StartAsync();

    private protected override Task<IPairErp> OpenErpAsync(OdooServer server) => Task.FromResult<IPairErp>(new OdooErp(server, TimeProvider.System));

    private protected override async Task PostAnInvoiceAgainAsync(OdooServer server)
    {
        using var rpc = server.LogIn();
        var invoice = (await rpc.SearchAsync("account.move", new JsonArray(new JsonArray("move_type", "=", "out_invoice"), new JsonArray("state", "=", "posted")), "ref", "invoice_date"))[0];
        var made = await rpc.CallAsync("account.move", "copy", new JsonObject
        {
            ["ids"] = OdooRpc.Ids((int)invoice["id"]!),
            ["default"] = new JsonObject { ["ref"] = invoice["ref"]!.DeepClone(), ["invoice_date"] = invoice["invoice_date"]!.DeepClone() },
        });
        var copy = made is JsonArray ids ? (int)ids[0]! : (int)made!;
        await rpc.PressAsync("account.move", "action_post", copy);
        ((string?)(await rpc.ReadAsync("account.move", copy, "state"))["state"]).ShouldBe("posted");
    }
}
