using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton.Tests;

/// <summary>A sale in some state, answered to whatever is asked about it.</summary>
internal static class Sales
{
    public static SubmitOrder Order() => new(new Order
    {
        Number = "SO-1",
        Currency = "EUR",
        Dates = new OrderDates { Placed = new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero) },
        Lines =
        [
            new OrderLine
            {
                Id = "1",
                Type = OrderLineType.Item,
                Item = new ItemReference { SellerItemId = "SKU-1" },
                Quantity = Quantity.Of(2),
                LineExtensionAmount = Money.Of(20, "EUR"),
            },
        ],
    });

    public static (int Status, string Body) Answer(RpcCall call, string state) => call.Method switch
    {
        "model.sale.sale.search_read" or "model.sale.sale.read" => (200, RpcHandler.Result($"[{Sale(state)}]")),
        "model.sale.line.read" => (200, RpcHandler.Result("""
            [{"id":5,"type":"line","sale":9,"product":3,"product.":{"id":3,"code":"SKU-1","type":"goods"},"quantity":2.0,"unit":1,"unit_price":{"__class__":"Decimal","decimal":"10.0000"},
              "amount":{"__class__":"Decimal","decimal":"20.00"},"note":"[crossdock line 1]","description":null,"taxes":[1],"shipping_date":null,"moves_ignored":[],"sequence":10}]
            """)),
        "model.product.uom.search_read" => (200, RpcHandler.Result("""[{"id":1,"symbol":"u","category":1,"digits":0,"factor":1.0}]""")),
        "model.currency.currency.search_read" => (200, RpcHandler.Result("""[{"id":1,"code":"EUR","digits":2}]""")),
        "model.stock.location.search_read" => (200, RpcHandler.Result(call.Params.ToJsonString().Contains("warehouse\"]]", StringComparison.Ordinal)
            ? """[{"id":5,"code":"WH","name":"Warehouse","storage_location":3}]"""
            : """[{"id":3,"code":"STO","name":"Storage","warehouse":5}]""")),
        "model.company.company.search_read" => (200, RpcHandler.Result("""[{"id":1,"currency.":{"id":1,"code":"EUR"}}]""")),
        _ => (200, RpcHandler.Result("null")),
    };

    public static string Sale(string state, string comment = "[crossdock revision 1]") => new JsonObject
    {
        ["id"] = 9,
        ["number"] = state == "draft" ? null : "17",
        ["reference"] = "SO-1",
        ["web_id"] = "crossdock:acme/SO-1",
        ["state"] = state,
        ["shipment_state"] = "none",
        ["invoice_state"] = "none",
        ["comment"] = comment,
        ["currency"] = 1,
        ["currency."] = new JsonObject { ["id"] = 1, ["code"] = "EUR" },
        ["party"] = 2,
        ["invoice_method"] = "manual",
        ["warehouse."] = new JsonObject { ["id"] = 5, ["code"] = "WH" },
        ["invoice_address"] = 1,
        ["payment_term"] = 1,
        ["untaxed_amount"] = Wire.Decimal(20.00m),
        ["tax_amount"] = Wire.Decimal(4.00m),
        ["total_amount"] = Wire.Decimal(24.00m),
        ["shipments"] = new JsonArray(),
        ["invoices"] = new JsonArray(),
        ["lines"] = new JsonArray(5),
        ["_timestamp"] = "1795787361",
    }.ToJsonString();
}
