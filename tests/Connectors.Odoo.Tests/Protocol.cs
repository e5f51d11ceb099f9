using System.Text.Json;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo.Tests;

/// <summary>The protocol and its error shapes, each of them as a real server sends it.</summary>
public class Protocol
{
    [Fact]
    public async Task Each_call_names_the_database_and_carries_the_key_and_the_company()
    {
        var handler = new Sales { Override = call => call.Method == "stock.picking/search_read" ? (200, "[]") : null }.Handler();
        await using var erp = new TestErp(handler);

        await erp.FindAsync<Shipment>("WH/OUT/00001");

        handler.Calls.ShouldAllBe(call => call.Database == "erp" && call.Authorization == "Bearer " + TestErp.ApiKey);
        handler.Calls.Last().Context.ToJsonString().ShouldBe("""{"lang":"en_US","tz":"UTC","allowed_company_ids":[1],"active_test":false}""");
    }

    [Theory]
    [InlineData(401, "werkzeug.exceptions.Unauthorized", "Invalid apikey", ErrorKind.Auth, ErrorKind.Auth)]
    [InlineData(403, "odoo.exceptions.AccessError", "You are not allowed to access 'Sales Order' (sale.order) records.", ErrorKind.Auth, ErrorKind.Auth)]
    [InlineData(404, "werkzeug.exceptions.NotFound", "the model 'no.such' does not exist", ErrorKind.Permanent, ErrorKind.Permanent)]
    [InlineData(404, "odoo.exceptions.MissingError", "Record does not exist or has been deleted.\n(Record: sale.order(9,), User: 2)", ErrorKind.NotFound, ErrorKind.NotFound)]
    [InlineData(409, "odoo.exceptions.LockError", "Cannot grab a lock on records.", ErrorKind.Transient, ErrorKind.Transient)]
    [InlineData(422, "odoo.exceptions.UserError", "You can not delete a sent quotation or a confirmed sales order.", ErrorKind.Validation, ErrorKind.Validation)]
    [InlineData(422, "odoo.exceptions.ValidationError", "could not serialize access due to concurrent update", ErrorKind.Transient, ErrorKind.Transient)]
    [InlineData(422, "werkzeug.exceptions.UnprocessableEntity", "missing a required argument: 'domain'", ErrorKind.Permanent, ErrorKind.Permanent)]
    [InlineData(500, "builtins.ValueError", "Invalid field 'nosuch' in 'sale.order'", ErrorKind.Permanent, ErrorKind.Permanent)]
    [InlineData(500, "builtins.ValueError", "time data '2026-11-23T10:00:00Z' does not match format '%Y-%m-%d %H:%M:%S'", ErrorKind.Permanent, ErrorKind.Permanent)]
    [InlineData(500, "psycopg2.errors.SerializationFailure", "could not serialize access due to concurrent update", ErrorKind.Transient, ErrorKind.Transient)]
    [InlineData(500, "psycopg2.OperationalError", "server closed the connection unexpectedly", ErrorKind.Transient, ErrorKind.UnknownOutcome)]
    [InlineData(500, "builtins.KeyError", "'x'", ErrorKind.Permanent, ErrorKind.UnknownOutcome)]
    [InlineData(503, "", "", ErrorKind.Transient, ErrorKind.UnknownOutcome)]
    public async Task Status_500_is_not_always_transient_and_each_error_maps_to_one_kind(int status, string name, string message, ErrorKind reading, ErrorKind writing)
    {
        var answer = (status, OdooHandler.Error(name, message));
        await using var read = new TestErp(new Sales { Override = call => call.Method == "product.product/search_read" ? answer : null }.Handler());
        await using var write = new TestErp(new Sales { Exists = false, Override = call => call.Method == "sale.order/load" ? answer : null }.Handler());

        (await Should.ThrowAsync<ConnectorException>(() => read.FindAsync<Item>("SKU-1"))).Kind.ShouldBe(reading);
        var failure = await Should.ThrowAsync<ConnectorException>(() => write.DoAsync(Sales.Order(), "SO-1"));
        failure.Kind.ShouldBe(writing);
        failure.Message.ShouldContain("Connection 'erp'");
        failure.ToString().ShouldNotContain("canary");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_answered_in_HTML_and_named()
    {
        await using var erp = new TestErp(new OdooHandler(_ => (404, "<!DOCTYPE html>\n<title>404 Not Found</title>")) { MediaType = "text/html" });

        var error = await Should.ThrowAsync<ConnectorException>(() => erp.FindAsync<Item>("SKU-1"));

        error.Kind.ShouldBe(ErrorKind.Permanent);
        error.Message.ShouldContain("Crossdock:Connections:erp:Database");
    }

    [Fact]
    public async Task Unknown_ids_read_as_an_empty_list_so_a_record_that_vanished_is_an_error_and_no_empty_document()
    {
        await using var erp = new TestErp(new Sales { State = "sale", Override = call => call.Method == "stock.move/read" ? (200, "[]") : null }.Handler());

        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Sales.Shipment(), "SHP-1"))).Kind.ShouldBe(ErrorKind.NotFound);
    }

    [Fact]
    public async Task Names_that_Odoo_quotes_are_not_repeated()
    {
        await using var erp = new TestErp(new OdooHandler(_ => (422, OdooHandler.Error("odoo.exceptions.UserError", "You cannot delete \"Jo Doe, 7 Side St\" since it is used.\nDETAIL:  Key (name)=(Jo Doe)"))));

        var error = await Should.ThrowAsync<ConnectorException>(() => erp.FindAsync<Item>("SKU-1"));

        error.Message.ShouldContain("since it is used");
        error.Message.ShouldNotContain("Jo Doe");
    }

    [Fact]
    public void Times_are_written_without_T_and_Z_and_numbers_read_to_the_last_digit()
    {
        Wire.Time(new DateTimeOffset(2026, 2, 28, 1, 2, 3, TimeSpan.FromHours(2))).ShouldBe("2026-02-27 23:02:03");
        Wire.Number(10.125000m).ShouldBe("10.125000");
        var row = Row("""{"a":30.380000000000003,"b":123456789012.34,"c":0.1,"d":5.0,"e":-0.30000000000000004,"t":"2026-01-02 03:04:05","r":[7,"EUR"],"n":false}""");
        (row.Decimal("a"), row.Decimal("b"), row.Decimal("c"), row.Decimal("d"), row.Decimal("e")).ShouldBe((30.38m, 123456789012.34m, 0.1m, 5m, -0.3m));
        row.Time("t").ShouldBe(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        (row.Reference("r"), row.ReferenceName("r"), row.Reference("n"), row.Text("n"), row.Time("n"), row.Flag("n")).ShouldBe((7, "EUR", null, null, null, false));
    }

    [Theory]
    [InlineData("""{"a":"12.5"}""")]
    [InlineData("""{"b":1}""")]
    [InlineData("""{"a":false}""")]
    public void A_number_that_is_none_is_refused_naming_the_field(string json) => Should.Throw<JsonException>(() => Row(json).Decimal("a")).Path.ShouldBe("$.a");

    private static OdooRow Row(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new OdooRow(document.RootElement.Clone());
    }
}
