namespace Crossdock.Connectors.Odoo.Tests;

/// <summary>Shipments of another warehouse: reserved, validated, and read again.</summary>
public class Shipments
{
    [Fact]
    public async Task A_shipment_is_claimed_reserved_anew_validated_and_found_again()
    {
        var sales = new Sales { State = "sale" };
        var handler = sales.Handler();
        await using var erp = new TestErp(handler);

        (await erp.ProbeAsync(Sales.Shipment(), "SHP-1")).Outcome.ShouldBe(ProbeOutcome.NotFound);
        (await erp.DoAsync(Sales.Shipment(), "SHP-1")).Outcome.ShouldBe(EffectOutcome.Applied);
        (await erp.ProbeAsync(Sales.Shipment(), "SHP-1")).Outcome.ShouldBe(ProbeOutcome.Found);
        (await erp.DoAsync(Sales.Shipment(), "SHP-1")).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);

        sales.PickingNames.ShouldBe(["shipment:acme/SHP-1"]);
        handler.Methods.Where(method => method is "ir.model.data/create" or "stock.picking/do_unreserve" or "stock.picking/action_assign" or "stock.move/write" or "stock.picking/button_validate")
            .ShouldBe(["ir.model.data/create", "stock.picking/do_unreserve", "stock.picking/action_assign", "stock.move/write", "stock.picking/button_validate"]);
        handler.Calls.Single(call => call.Method == "stock.picking/button_validate").Context["skip_backorder"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Button_validate_returning_a_wizard_ships_nothing_so_the_state_is_read_again()
    {
        var sales = new Sales
        {
            State = "sale",
            Override = call => call.Method == "stock.picking/button_validate"
                ? (200, """{"name":"Create Backorder?","type":"ir.actions.act_window","res_model":"stock.backorder.confirmation","context":{}}""")
                : null,
        };
        await using var erp = new TestErp(sales.Handler());

        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Sales.Shipment(), "SHP-1"));

        error.Kind.ShouldBe(ErrorKind.Conflict);
        error.Message.ShouldContain("stock.backorder.confirmation");
        (await erp.ProbeAsync(Sales.Shipment(), "SHP-1")).Outcome.ShouldBe(ProbeOutcome.NotFound);
    }

    [Fact]
    public async Task A_transfer_whose_goods_are_not_all_reserved_is_never_validated()
    {
        var handler = new Sales { State = "sale", Reserved = 1 }.Handler();
        await using var erp = new TestErp(handler);

        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Sales.Shipment(), "SHP-1"));

        error.Kind.ShouldBe(ErrorKind.Conflict);
        error.Message.ShouldContain("SKU-1");
        handler.Methods.ShouldNotContain("stock.picking/button_validate");
    }

    [Fact]
    public async Task Parallel_calls_double_effects_so_one_order_is_worked_on_by_one_at_a_time()
    {
        var sales = new Sales { State = "sale" };
        await using var erp = new TestErp(sales.Handler());

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => erp.DoAsync(Sales.Shipment(), "SHP-1")));

        results.Count(result => result.Outcome == EffectOutcome.Applied).ShouldBe(1);
        sales.PickingNames.Count.ShouldBe(1);
        OdooConnector.Manifest.SerialisePerDocument.ShouldBeTrue();
    }
}
