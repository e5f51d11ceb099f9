using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Odoo.Tests;

/// <summary>Orders: made once, confirmed, and read again after each step.</summary>
public class Orders
{
    [Fact]
    public async Task Client_order_ref_is_not_unique_so_header_and_lines_are_loaded_with_external_ids_in_a_mode_that_changes_nothing()
    {
        var sales = new Sales { Exists = false };
        var handler = sales.Handler();
        await using var erp = new TestErp(handler);

        var result = await erp.DoAsync(Sales.Order(), "SO-1");

        result.Outcome.ShouldBe(EffectOutcome.Applied);
        (result.Remote!.Id, result.Remote.DisplayNumber).ShouldBe(("9", "S00009"));
        result.Acknowledgement!.Lines.ShouldHaveSingleItem().OrderLineId.ShouldBe("1");
        var load = handler.Calls.Single(call => call.Method == "sale.order/load");
        load.Body["fields"]!.ToJsonString().ShouldBe(
            """["id","partner_id/.id","partner_invoice_id/.id","partner_shipping_id/.id","client_order_ref","origin","date_order","warehouse_id/.id","order_line/id","order_line/product_id/.id","order_line/product_uom_qty","order_line/product_uom_id/.id","order_line/price_unit","order_line/technical_price_unit","order_line/discount","order_line/name","order_line/sequence"]""");
        load.Body["data"]!.ToJsonString().ShouldBe(
            """[["__crossdock__.order:acme/SO-1","6","6","6","SO-1","SO-1 (revision 1)","2026-11-27 12:00:00","1","__crossdock__.order-line:acme/SO-1/1","3","2","1","10","11","0","Thing","10"]]""");
        load.Context.ToJsonString().ShouldBe("""{"lang":"en_US","tz":"UTC","allowed_company_ids":[1],"mode":"update","noupdate":true}""", "without noupdate a repeat would write, and without a zone times would be the user's");
    }

    [Fact]
    public async Task Losers_of_a_race_get_ids_false_and_find_the_order_of_the_winner()
    {
        var sales = new Sales { Exists = false };
        sales.Override = call =>
        {
            if (call.Method != "sale.order/load")
            {
                return null;
            }

            (sales.Exists, sales.State) = (true, "sale"); // the winner's
            return (200, """{"ids":false,"messages":[{"type":"error","message":"The operation cannot be completed: duplicate key value","record":0}],"nextrow":0}""");
        };
        await using var erp = new TestErp(sales.Handler());

        (await erp.DoAsync(Sales.Order(), "SO-1")).Remote!.Id.ShouldBe("9");
    }

    [Theory]
    [InlineData("No matching record found for external id", ErrorKind.Validation)]
    [InlineData("Unknown database error: 'current transaction is aborted, commands ignored until end of transaction block'", ErrorKind.Transient)]
    [InlineData("could not serialize access due to concurrent update", ErrorKind.Transient)]
    public async Task Load_answers_200_when_it_made_nothing(string message, ErrorKind kind)
    {
        var sales = new Sales
        {
            Exists = false,
            Override = call => call.Method == "sale.order/load"
                ? (200, new JsonObject { ["ids"] = false, ["messages"] = new JsonArray(new JsonObject { ["type"] = "error", ["message"] = message }), ["nextrow"] = 0 }.ToJsonString())
                : null,
        };
        await using var erp = new TestErp(sales.Handler());

        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Sales.Order(), "SO-1"))).Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task An_order_that_an_earlier_attempt_left_as_quotation_is_confirmed_and_not_made_again()
    {
        var handler = new Sales().Handler();
        await using var erp = new TestErp(handler);

        (await erp.ProbeAsync(Sales.Order(), "SO-1")).Outcome.ShouldBe(ProbeOutcome.NotFound);
        (await erp.DoAsync(Sales.Order(), "SO-1")).Outcome.ShouldBe(EffectOutcome.Applied);
        (await erp.ProbeAsync(Sales.Order(), "SO-1")).Outcome.ShouldBe(ProbeOutcome.Found);
        (await erp.DoAsync(Sales.Order(), "SO-1")).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);

        handler.Methods.ShouldNotContain("sale.order/load");
        handler.Methods.Count(method => method == "sale.order/action_confirm").ShouldBe(1);
    }

    [Fact]
    public async Task A_confirmation_that_shows_nothing_is_no_success_and_one_that_somebody_else_made_is()
    {
        var silent = new Sales { Override = call => call.Method == "sale.order/action_confirm" ? (200, "true") : null };
        var late = new Sales();
        late.Override = call =>
        {
            if (call.Method != "sale.order/action_confirm")
            {
                return null;
            }

            late.State = "sale";
            return (422, OdooHandler.Error("odoo.exceptions.UserError", "Some orders are not in a state requiring confirmation."));
        };
        await using var one = new TestErp(silent.Handler());
        await using var other = new TestErp(late.Handler());

        var error = await Should.ThrowAsync<ConnectorException>(() => one.DoAsync(Sales.Order(), "SO-1"));
        error.Kind.ShouldBe(ErrorKind.Transient);
        error.Message.ShouldContain("stayed 'draft'");
        (await other.DoAsync(Sales.Order(), "SO-1")).Outcome.ShouldBe(EffectOutcome.Applied);
    }

    [Fact]
    public async Task An_order_whose_source_document_people_changed_is_refused()
    {
        await using var erp = new TestErp(new Sales { Origin = "typed by hand" }.Handler());

        var error = await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Sales.Order(), "SO-1"));

        (error.Kind, error.Error.Pointer).ShouldBe((ErrorKind.Conflict, "/number"));
    }

    [Fact]
    public async Task An_order_takes_its_currency_from_a_price_list_so_one_in_another_currency_is_not_left_to_it()
    {
        var handler = new Sales { Exists = false, PriceListCurrency = "USD" }.Handler();
        await using var erp = new TestErp(handler);

        await erp.DoAsync(Sales.Order(), "SO-1");

        var load = handler.Calls.Single(call => call.Method == "sale.order/load").Body;
        load["fields"]![8]!.ToString().ShouldBe("pricelist_id/.id");
        load["data"]![0]![8]!.ToString().ShouldBe("", "no price list means the company's currency");
    }

    [Fact]
    public async Task External_ids_outlive_lines_that_go_with_their_order_so_they_are_taken_away_before_it_is_made_again()
    {
        var sales = new Sales { Exists = false, HasLostLine = true };
        var handler = sales.Handler();
        await using var erp = new TestErp(handler);

        await erp.DoAsync(Sales.Order(), "SO-1");

        sales.HasLostLine.ShouldBeFalse();
        handler.Calls.Single(call => call.Method == "ir.model.data/unlink").Body["ids"]!.ToJsonString().ShouldBe("[101]");
        handler.Methods.ToList().IndexOf("ir.model.data/unlink").ShouldBeLessThan(handler.Methods.ToList().IndexOf("sale.order/load"));
    }

    [Fact]
    public void Names_hold_no_space_and_come_apart_as_they_were_put_together()
    {
        var name = Marks.Line("a/b", "SO 1/2", "line: 3");

        name.ShouldNotContain(' ');
        Marks.PartsOf(name, Marks.OrderLine).ShouldBe(["SO 1/2", "line: 3"]);
        Marks.PartsOf(Marks.Order("acme", "1"), Marks.OrderLine).ShouldBeNull();
        Marks.RevisionOf(Marks.Origin("SO-1 (revision 9)", 12)).ShouldBe(12);
        Marks.RevisionOf("SO-1").ShouldBeNull();
    }
}
