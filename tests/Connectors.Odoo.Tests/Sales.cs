using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo.Tests;

/// <summary>A server with one sales order of one line, in some state, that answers whatever is asked about it; a test overrides what it is about.</summary>
internal sealed class Sales
{
    /// <summary>True when the order is there.</summary>
    public bool Exists { get; set; } = true;

    /// <summary>True when the external id of a line outlived it.</summary>
    public bool HasLostLine { get; set; }

    public string State { get; set; } = "draft";

    public string Origin { get; set; } = "SO-1 (revision 1)";

    /// <summary>Currency of the customer's price list.</summary>
    public string PriceListCurrency { get; set; } = "EUR";

    public string PickingState { get; set; } = "assigned";

    /// <summary>What is reserved of the two pieces that are asked for.</summary>
    public decimal Reserved { get; set; } = 2;

    /// <summary>External ids of the transfer.</summary>
    public List<string> PickingNames { get; } = [];

    public Func<OdooRequest, (int Status, string Body)?> Override { get; set; } = _ => null;

    public static SubmitOrder Order() => new(new Order
    {
        Number = "SO-1",
        Currency = "EUR",
        Dates = new OrderDates { Placed = new DateTimeOffset(2026, 11, 27, 13, 0, 0, TimeSpan.FromHours(1)) },
        Lines =
        [
            new OrderLine { Id = "1", Type = OrderLineType.Item, Item = new ItemReference { SellerItemId = "SKU-1" }, Quantity = Quantity.Of(2), LineExtensionAmount = Money.Of(20, "EUR") },
        ],
        Totals = new MonetaryTotal
        {
            TaxExclusiveAmount = Money.Of(20, "EUR"),
            TaxAmount = Money.Of(4, "EUR"),
            TaxInclusiveAmount = Money.Of(24, "EUR"),
            PayableAmount = Money.Of(24, "EUR"),
        },
    });

    public static ReportShipment Shipment() => new(new Shipment
    {
        Number = "SHP-1",
        Orders = [new DocumentReference { Id = "SO-1" }],
        Lines = [new ShipmentLine { Id = "1", Order = new DocumentReference { Id = "SO-1", LineId = "1" }, Item = new ItemReference { SellerItemId = "SKU-1" }, Quantity = Quantity.Of(2) }],
    });

    public OdooHandler Handler() => new(Answer) { Date = new DateTimeOffset(2026, 11, 27, 13, 59, 58, TimeSpan.Zero) };

    public (int Status, string Body) Answer(OdooRequest call) => Override(call) ?? call.Method switch
    {
        "res.users/context_get" => (200, """{"lang":"en_US","tz":false,"uid":2}"""),
        "res.users/read" => (200, """[{"id":2,"company_id":[1,"Acme"]}]"""),
        "ir.model.data/search_read" => (200, Names(call)),
        "ir.model.data/create" => Named(call),
        "sale.order/read" => (200, Exists ? $"[{Sale()}]" : "[]"),
        "sale.order.line/read" when !Exists => (200, "[]"),
        "ir.model.data/unlink" => Forget(),
        "sale.order.line/read" => (200, """
            [{"id":5,"product_id":[3,"[SKU-1] Thing"],"product_uom_qty":2.0,"product_uom_id":[1,"Units"],"qty_delivered":0.0,"price_unit":10.0,"discount":0.0,"price_subtotal":20.0,"name":"Thing","tax_ids":[1],"sequence":10,
              "display_type":false,"order_id":[9,"S00009"]}]
            """),
        "product.product/search_read" or "product.product/read" => (200, """[{"id":3,"default_code":"SKU-1","name":"Thing","type":"consu","uom_id":[1,"Units"]}]"""),
        "uom.uom/search_read" => (200, """[{"id":1,"name":"Units","factor":1.0,"parent_path":"1/"}]"""),
        "res.currency/search_read" => (200, """[{"id":7,"name":"EUR"}]"""),
        "stock.warehouse/search_read" => (200, """[{"id":1,"code":"WH","name":"Warehouse"}]"""),
        "decimal.precision/search_read" => (200, """[{"id":1,"digits":2}]"""),
        "res.company/read" => (200, """[{"id":1,"currency_id":[7,"EUR"]}]"""),
        "res.partner/search_read" => (200, """[{"id":6,"name":"Web","type":"contact","street":false,"street2":false,"zip":false,"city":false,"country_id":false}]"""),
        "res.partner/read" => (200, """[{"id":6,"property_product_pricelist":[1,"Default (EUR)"]}]"""),
        "product.pricelist/read" => (200, $$"""[{"id":1,"currency_id":[7,"{{PriceListCurrency}}"]}]"""),
        "product.pricelist/search_read" => (200, "[]"),
        "stock.picking/fields_get" => (200, """{"carrier_tracking_ref":{"type":"char"}}"""),
        "stock.picking/read" => (200, $$"""[{"id":4,"name":"WH/OUT/00004","state":"{{PickingState}}","picking_type_code":"outgoing","move_ids":[8]}]"""),
        "stock.move/read" => (200, new JsonArray(new JsonObject
        {
            ["id"] = 8,
            ["product_id"] = new JsonArray(3, "[SKU-1] Thing"),
            ["product_uom_qty"] = 2.0,
            ["quantity"] = Reserved,
            ["product_uom"] = new JsonArray(1, "Units"),
            ["state"] = PickingState == "done" ? "done" : Reserved < 2 ? "partially_available" : "assigned",
            ["sale_line_id"] = new JsonArray(5, "S00009 - Thing"),
            ["location_id"] = new JsonArray(5, "WH/Stock"),
            ["location_dest_id"] = new JsonArray(2, "Customers"),
        }).ToJsonString()),
        "sale.order/load" => Load(),
        "sale.order/action_confirm" => Confirm(),
        "stock.picking/button_validate" => Validate(),
        _ => (200, "true"),
    };

    public string Sale() => new JsonObject
    {
        ["id"] = 9,
        ["name"] = "S00009",
        ["state"] = State,
        ["origin"] = Origin,
        ["currency_id"] = new JsonArray(7, "EUR"),
        ["partner_invoice_id"] = new JsonArray(6, "Web"),
        ["partner_shipping_id"] = new JsonArray(6, "Web"),
        ["amount_untaxed"] = 20.0,
        ["amount_tax"] = 4.0,
        ["amount_total"] = 24.0,
        ["picking_ids"] = State == "sale" ? new JsonArray(4) : [],
        ["order_line"] = new JsonArray(5),
        ["payment_term_id"] = false,
        ["fiscal_position_id"] = false,
    }.ToJsonString();

    private string Names(OdooRequest call)
    {
        var rows = new JsonArray();
        if (call.Domain.Contains("\"sale.order\"", StringComparison.Ordinal) && Exists && call.Domain.Contains("order:acme/SO-1", StringComparison.Ordinal))
        {
            rows.Add((JsonNode)new JsonObject { ["id"] = 100, ["res_id"] = 9 });
        }
        else if (call.Domain.Contains("\"sale.order.line\"", StringComparison.Ordinal) && (Exists || HasLostLine))
        {
            rows.Add((JsonNode)new JsonObject { ["id"] = 101, ["name"] = "order-line:acme/SO-1/1", ["res_id"] = 5 });
        }
        else if (call.Domain.Contains("\"stock.picking\"", StringComparison.Ordinal))
        {
            foreach (var name in PickingNames.Where(name => call.Domain.Contains("\"res_id\",\"in\"", StringComparison.Ordinal) || call.Domain.Contains(name, StringComparison.Ordinal)))
            {
                rows.Add((JsonNode)new JsonObject { ["id"] = 102, ["name"] = name, ["res_id"] = 4 });
            }
        }

        return rows.ToJsonString();
    }

    private (int Status, string Body) Named(OdooRequest call)
    {
        PickingNames.Add(call.Body["vals_list"]![0]!["name"]!.ToString());
        return (200, "[103]");
    }

    private (int Status, string Body) Load()
    {
        Exists = true;
        return (200, """{"ids":[9],"messages":[],"nextrow":0}""");
    }

    private (int Status, string Body) Forget()
    {
        HasLostLine = false;
        return (200, "true");
    }

    private (int Status, string Body) Confirm()
    {
        State = "sale";
        return (200, "true");
    }

    private (int Status, string Body) Validate()
    {
        PickingState = "done";
        return (200, "true");
    }
}
