using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton.Tests;

/// <summary>The state machine, whose steps say nothing about what they did.</summary>
public class Transitions
{
    [Theory]
    [InlineData("draft", "quote")]
    [InlineData("quotation", "confirm")]
    [InlineData("confirmed", "process")]
    public async Task A_transition_that_silently_does_nothing_is_no_success(string state, string step)
    {
        var handler = RpcHandler.LoggedIn(call => Sales.Answer(call, state));
        await using var erp = new TestErp(handler);

        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Sales.Order(), "SO-1"));

        error.Kind.ShouldBe(ErrorKind.Transient);
        error.Message.ShouldContain($"stayed '{state}'");
        handler.Calls.Count(call => call.Method == "model.sale.sale." + step).ShouldBe(1);
    }

    [Fact]
    public async Task A_sale_that_somebody_else_left_half_done_is_finished_and_not_made_again()
    {
        var state = "quotation";
        var handler = RpcHandler.LoggedIn(call =>
        {
            state = call.Method switch { "model.sale.sale.confirm" => "confirmed", "model.sale.sale.process" => "processing", _ => state };
            return Sales.Answer(call, state);
        });
        await using var erp = new TestErp(handler);

        (await erp.ProbeAsync(Sales.Order(), "SO-1")).Outcome.ShouldBe(ProbeOutcome.NotFound);
        var result = await erp.DoAsync(Sales.Order(), "SO-1");

        result.Outcome.ShouldBe(EffectOutcome.Applied);
        result.Acknowledgement!.Number.ShouldBe("17");
        (await erp.ProbeAsync(Sales.Order(), "SO-1")).Outcome.ShouldBe(ProbeOutcome.Found);
        handler.Calls.ShouldNotContain(call => call.Method == "model.sale.sale.create");
    }

    [Fact]
    public async Task A_sale_with_this_key_that_is_not_ours_is_refused()
    {
        var handler = RpcHandler.LoggedIn(call => call.Method == "model.sale.sale.search_read" ? (200, RpcHandler.Result($"[{Sales.Sale("draft", "typed by hand")}]")) : Sales.Answer(call, "draft"));
        await using var erp = new TestErp(handler);

        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Sales.Order(), "SO-1"))).Kind.ShouldBe(ErrorKind.Conflict);

        handler.Calls.ShouldNotContain(call => call.Method.StartsWith("model.sale.sale.", StringComparison.Ordinal) && call.Method != "model.sale.sale.search_read");
    }

    [Fact]
    public async Task A_shipment_that_is_not_assigned_is_never_picked()
    {
        var handler = RpcHandler.LoggedIn(call => call.Method switch
        {
            "model.sale.sale.search_read" or "model.sale.sale.read" => (200, RpcHandler.Result($"[{Sales.Sale("processing").Replace("\"shipments\":[]", "\"shipments\":[4]", StringComparison.Ordinal)}]")),
            "model.stock.shipment.out.read" => (200, RpcHandler.Result("""
                [{"id":4,"number":"4","state":"waiting","reference":"SHP-1","outgoing_moves":[7],"inventory_moves":[8],"planned_date":null,"effective_date":null,"_timestamp":"1"}]
                """)),
            "model.stock.move.read" => (200, RpcHandler.Result("""
                [{"id":7,"quantity":2.0,"uom":1,"state":"draft","origin":"sale.line,5","product":3,"product.":{"id":3,"code":"SKU-1"},"lot":null},
                 {"id":8,"quantity":2.0,"uom":1,"state":"draft","origin":"stock.move,7","product":3,"product.":{"id":3,"code":"SKU-1"},"lot":null}]
                """)),
            "model.stock.shipment.out.assign_try" => (200, RpcHandler.Result("false")),
            _ => Sales.Answer(call, "processing"),
        });
        await using var erp = new TestErp(handler);
        var shipment = new ReportShipment(new Shipment
        {
            Number = "SHP-1",
            Orders = [new DocumentReference { Id = "SO-1" }],
            Lines = [new ShipmentLine { Id = "1", Order = new DocumentReference { Id = "SO-1", LineId = "1" }, Item = new ItemReference { SellerItemId = "SKU-1" }, Quantity = Quantity.Of(2) }],
        });

        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(shipment, "SHP-1"));

        error.Kind.ShouldBe(ErrorKind.Conflict);
        error.Message.ShouldContain("SKU-1");
        handler.Calls.ShouldContain(call => call.Method == "model.stock.shipment.out.assign_try");
        handler.Calls.ShouldNotContain(call => call.Method.EndsWith(".pick", StringComparison.Ordinal) || call.Method.EndsWith("assign_force", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Consent_is_given_to_allowed_warnings_only()
    {
        const string Warning = """["UserWarning",["shipment_out_no_carrier_stock.shipment.out,2","The shipment \"2\" does not have a carrier set.",""]]""";
        var (warned, state) = (false, "draft");
        var handler = RpcHandler.LoggedIn(call =>
        {
            if (call.Method == "model.sale.sale.quote" && !warned)
            {
                return (200, RpcHandler.Error(Warning));
            }

            warned |= call.Method == "model.res.user.warning.create";
            state = call.Method == "model.sale.sale.quote" ? "processing" : state;
            return Sales.Answer(call, state);
        });
        await using var allowing = new TestErp(handler);
        await using var strict = new TestErp(
            RpcHandler.LoggedIn(call => call.Method == "model.sale.sale.quote" ? (200, RpcHandler.Error(Warning)) : Sales.Answer(call, "draft")), options => options.AcceptedWarnings.Clear());

        (await allowing.DoAsync(Sales.Order(), "SO-1")).Outcome.ShouldBe(EffectOutcome.Applied);
        var error = await Should.ThrowAsync<ConnectorException>(() => strict.DoAsync(Sales.Order(), "SO-1"));

        handler.Calls.Single(call => call.Method == "model.res.user.warning.create").Params[0]!.ToJsonString()
            .ShouldBe("""[{"user":1,"name":"shipment_out_no_carrier_stock.shipment.out,2","always":false}]""");
        error.Kind.ShouldBe(ErrorKind.Conflict);
        error.Message.ShouldContain("AcceptedWarnings");
    }
}
