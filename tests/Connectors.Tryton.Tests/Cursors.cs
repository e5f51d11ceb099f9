using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton.Tests;

/// <summary>Polling, where Tryton's time-stamps hide changes.</summary>
public class Cursors
{
    private static readonly DateTimeOffset s_serverTime = new(2026, 11, 27, 13, 59, 58, TimeSpan.Zero);

    [Fact]
    public async Task Write_date_is_null_until_the_first_update_so_the_time_of_creation_counts_then()
    {
        var handler = RpcHandler.LoggedIn(_ => (200, RpcHandler.Result("[]")), s_serverTime);
        await using var erp = new TestErp(handler, options => options.Overlap = TimeSpan.FromMinutes(2));
        var first = await erp.ReadAsync<Shipment>(Checkpoint.Start);

        await erp.ReadAsync<Shipment>(first.Next);

        var domain = handler.Calls.Last(call => call.Method.EndsWith("search_read", StringComparison.Ordinal)).Domain;
        var from = Wire.Time(s_serverTime - TimeSpan.FromMinutes(2)).ToJsonString();
        domain.ShouldContain($"""["OR",["write_date",">=",{from}],[["write_date","=",null],["create_date",">=",{from}]]]""");
    }

    [Theory]
    [InlineData("shipment", "moves", "packages")]
    [InlineData("invoice", "lines", "lines")]
    [InlineData("item", "template", "identifiers")]
    public async Task Child_edits_do_not_bump_the_parent_so_children_are_asked_too(string document, string one, string other)
    {
        var handler = RpcHandler.LoggedIn(_ => (200, RpcHandler.Result("[]")), s_serverTime);
        await using var erp = new TestErp(handler, options => options.ChangesSince = s_serverTime);

        await (document switch
        {
            "shipment" => (Task)erp.ReadAsync<Shipment>(Checkpoint.Start),
            "invoice" => erp.ReadAsync<Invoice>(Checkpoint.Start),
            _ => erp.ReadAsync<Item>(Checkpoint.Start),
        });

        var domain = handler.Calls.Last(call => call.Method.EndsWith("search_read", StringComparison.Ordinal)).Domain;
        domain.ShouldContain($"""["{one}","where",[["OR",["write_date",">=""");
        domain.ShouldContain($"""["{other}","where",[["OR",["write_date",">=""");
    }

    [Fact]
    public async Task A_walk_goes_by_id_and_the_next_one_starts_where_this_one_began()
    {
        var pages = new Queue<string>(["[{\"id\":3},{\"id\":7}]", "[{\"id\":9}]", "[]"]);
        var handler = RpcHandler.LoggedIn(_ => (200, RpcHandler.Result(pages.Dequeue())), s_serverTime);
        var walk = Walk(handler);

        var (first, cursor) = await walk.ReadAsync(new ChangeCursor { Version = 1 }, 2, TestErp.Stop);
        var (second, next) = await walk.ReadAsync(cursor, 2, TestErp.Stop);
        await walk.ReadAsync(next, 2, TestErp.Stop);

        first.Select(row => row.Id).Concat(second.Select(row => row.Id)).ShouldBe([3, 7, 9]);
        cursor.Began.ShouldBe(s_serverTime);
        next.Began.ShouldBeNull();
        next.From.ShouldBe(s_serverTime - TimeSpan.FromMinutes(2), "rows that changed during the walk, and those that commit late, are read again");
        var domains = handler.Calls.Where(call => call.Method == "model.stock.move.search_read").Select(call => call.Domain).ToList();
        domains[1].ShouldBe("""[["id",">",7]]""");
        domains[2].ShouldNotContain("\"id\"");
        handler.Calls.Where(call => call.Method == "model.stock.move.search_read").ShouldAllBe(call => call.Params[3]!.ToJsonString() == """[["id","ASC"]]""");
    }

    [Fact]
    public async Task A_failed_read_leaves_the_checkpoint_and_a_foreign_one_is_refused()
    {
        await using var failing = new TestErp(RpcHandler.LoggedIn(_ => (200, "{\"id\":1,\"result\":[{\"id\"")));

        (await Should.ThrowAsync<ConnectorException>(() => failing.ReadAsync<Item>(Checkpoint.Start))).Kind.ShouldBe(ErrorKind.Transient);
        (await Should.ThrowAsync<ConnectorException>(() => failing.ReadAsync<Item>(new Checkpoint("{\"version\":9}")))).Kind.ShouldBe(ErrorKind.Permanent);
        (await Should.ThrowAsync<ConnectorException>(() => failing.ReadAsync<Item>(new Checkpoint("abc")))).Kind.ShouldBe(ErrorKind.Permanent);
    }

    [Fact]
    public async Task A_record_that_cannot_be_mapped_is_told_with_its_field_and_the_others_are_read()
    {
        var handler = RpcHandler.LoggedIn(call => call.Method == "model.product.product.search_read"
            ? (200, RpcHandler.Result($"[{Product(1, "null", 1)},{Product(2, "\"SKU-2\"", 99)},{Product(3, "\"SKU-3\"", 1)}]"))
            : Sales.Answer(call, "draft"));
        await using var erp = new TestErp(handler);

        var page = await erp.ReadAsync<Item>(Checkpoint.Start);

        page.Changes.Select(change => change.Document?.Sku).ShouldBe([null, null, "SKU-3"]);
        page.Changes[0].Problems.ShouldHaveSingleItem().Pointer.ShouldBe("/code");
        page.Changes[1].Problems.ShouldHaveSingleItem().Pointer.ShouldBe("/default_uom");
        JsonNode.Parse(page.Changes[1].Raw.Span)!["code"]!.ToString().ShouldBe("SKU-2");
    }

    private static ChangeWalk Walk(RpcHandler handler)
    {
        var erp = new TestErp(handler);
        var client = (TrytonClient)typeof(TrytonConnector).GetField("_client", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(erp.Connector)!;
        return new ChangeWalk(client, new TrytonOptions(), erp.Time, new Problem(new ConnectionContext("erp")), "stock.move", ["product"], [], []);
    }

    private static string Product(int id, string code, int unit) => $$$"""
        {"id":{{{id}}},"code":{{{code}}},"active":1,"create_date":{{{Wire.Time(s_serverTime).ToJsonString()}}},"write_date":null,"list_price":null,"default_uom":{{{unit}}},"sale_uom":{{{unit}}},
         "identifiers":[],"lot_required":[],"template.":{"id":{{{id}}},"name":"Thing","type":"goods","active":1,"salable":true,"create_date":{{{Wire.Time(s_serverTime).ToJsonString()}}},"write_date":null}}
        """;
}
