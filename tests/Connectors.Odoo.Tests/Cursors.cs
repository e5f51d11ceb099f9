using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo.Tests;

/// <summary>Polling, where Odoo's time-stamps hide changes.</summary>
public class Cursors
{
    private static readonly DateTimeOffset s_serverTime = new(2026, 11, 27, 13, 59, 58, TimeSpan.Zero);

    [Theory]
    [InlineData("shipment", "'|','|',['write_date','>=','2026-11-27 13:57:58'],['move_ids.write_date','>=','2026-11-27 13:57:58'],['move_line_ids.write_date','>=','2026-11-27 13:57:58']")]
    [InlineData("invoice", "'|',['write_date','>=','2026-11-27 13:57:58'],['line_ids.write_date','>=','2026-11-27 13:57:58']")]
    [InlineData("item", "'|',['write_date','>=','2026-11-27 13:57:58'],['product_tmpl_id.write_date','>=','2026-11-27 13:57:58']")]
    public async Task Write_date_has_a_resolution_of_one_second_and_child_edits_do_not_bump_the_parent_so_polls_overlap_and_children_are_asked(string document, string clauses)
    {
        var sales = new Sales { Override = call => call.Method.EndsWith("/search_read", StringComparison.Ordinal) && call.Body["limit"] is not null && !call.Method.StartsWith("decimal", StringComparison.Ordinal) ? (200, "[]") : null };
        var handler = sales.Handler();
        await using var erp = new TestErp(handler);

        await (document switch
        {
            "shipment" => (Task)TwiceAsync<Shipment>(erp),
            "invoice" => TwiceAsync<Invoice>(erp),
            _ => TwiceAsync<Item>(erp),
        });

        handler.Calls.Last().Domain.ShouldContain(clauses.Replace('\'', '"'));
    }

    [Fact]
    public async Task A_walk_goes_by_id_and_the_next_one_starts_where_this_one_began()
    {
        var pages = new Queue<string>(["[{\"id\":3},{\"id\":7}]", "[{\"id\":9}]", "[]"]);
        var handler = new Sales { Override = call => call.Method == "stock.move/search_read" ? (200, pages.Dequeue()) : null }.Handler();
        await using var erp = new TestErp(handler);
        var client = (OdooClient)typeof(OdooConnector).GetField("_client", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(erp.Connector)!;
        var walk = new ChangeWalk(client, new OdooOptions(), erp.Time, new Problem(new ConnectionContext("erp")), "stock.move", ["product_id"], [], []);

        var (first, cursor) = await walk.ReadAsync(ChangeCursor.Since(null), 2, TestErp.Stop);
        var (second, next) = await walk.ReadAsync(cursor, 2, TestErp.Stop);
        await walk.ReadAsync(next, 2, TestErp.Stop);

        first.Select(row => row.Id).Concat(second.Select(row => row.Id)).ShouldBe([3, 7, 9]);
        cursor.Began.ShouldBe(s_serverTime);
        next.From.ShouldBe(s_serverTime - TimeSpan.FromMinutes(2), "rows that changed during the walk, and those that commit late, are read again");
        var domains = handler.Calls.Where(call => call.Method == "stock.move/search_read").ToList();
        domains[1].Domain.ShouldBe("""[["id",">",7]]""");
        domains[2].Domain.ShouldBe("""[["write_date",">=","2026-11-27 13:57:58"]]""");
        domains.ShouldAllBe(call => call.Body["order"]!.ToString() == "id");
    }

    [Fact]
    public async Task A_failed_read_leaves_the_checkpoint_and_a_foreign_one_is_refused()
    {
        await using var failing = new TestErp(new OdooHandler(_ => (200, "[{\"id\"")));

        (await Should.ThrowAsync<ConnectorException>(() => failing.ReadAsync<Item>(Checkpoint.Start))).Kind.ShouldBe(ErrorKind.Transient);
        (await Should.ThrowAsync<ConnectorException>(() => failing.ReadAsync<Item>(new Checkpoint("{\"version\":9}")))).Kind.ShouldBe(ErrorKind.Permanent);
    }

    [Fact]
    public async Task A_record_that_cannot_be_mapped_is_told_with_its_field_and_the_others_are_read()
    {
        var sales = new Sales { Override = call => call.Method == "product.product/search_read" ? (200, $"[{Product(1, "false", 1)},{Product(2, "\"SKU-2\"", 99)},{Product(3, "\"SKU-3\"", 1)}]") : null };
        await using var erp = new TestErp(sales.Handler());

        var page = await erp.ReadAsync<Item>(Checkpoint.Start);

        page.Changes.Select(change => change.Document?.Sku).ShouldBe([null, null, "SKU-3"]);
        page.Changes[0].Problems.ShouldHaveSingleItem().Pointer.ShouldBe("/default_code");
        page.Changes[1].Problems.ShouldHaveSingleItem().Pointer.ShouldBe("/uom_id");
        page.Changes[2].Document!.Prices.ShouldHaveSingleItem().Price.Amount.ShouldBe(Money.Of(9.99m, "EUR"));
    }

    private static async Task TwiceAsync<T>(TestErp erp)
        where T : class, ICanonicalDocument<T> => await erp.ReadAsync<T>((await erp.ReadAsync<T>(Checkpoint.Start)).Next);

    private static string Product(int id, string code, int unit) => $$"""
        {"id":{{id}},"default_code":{{code}},"barcode":false,"active":true,"name":"Thing","type":"consu","is_storable":true,"tracking":"none","lst_price":9.99,"uom_id":[{{unit}},"Units"],"sale_ok":true,
         "currency_id":[7,"EUR"],"create_date":"2026-11-27 12:00:00","write_date":"2026-11-27 12:00:01"}
        """;
}
