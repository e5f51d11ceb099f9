using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton.Tests;

/// <summary>The protocol and its error shapes, each of them as a real server sends it.</summary>
public class Protocol
{
    [Fact]
    public async Task Adding_jsonrpc_changes_the_protocol_so_a_request_has_exactly_three_members()
    {
        var handler = RpcHandler.LoggedIn(_ => (200, RpcHandler.Result("[]")));
        await using var erp = new TestErp(handler);

        await erp.FindAsync<Item>("SKU-1");

        handler.Calls.ShouldAllBe(call => call.Body.Select(member => member.Key).SequenceEqual(new[] { "id", "method", "params" }));
        var search = handler.Calls.Last();
        search.Params.Last()!.ToJsonString().ShouldBe("""{"company":1,"language":"en","active_test":false}""", "the last parameter is always the context");
    }

    [Theory]
    [InlineData("""["UserError",["The web ID on the sale must be unique.","",null]]""", ErrorKind.Validation, ErrorKind.Validation)]
    [InlineData("""["UserWarning",["some_warning","Are you sure?",""]]""", ErrorKind.Conflict, ErrorKind.Conflict)]
    [InlineData("""["ConcurrencyException","Records were modified in the meanwhile"]""", ErrorKind.Transient, ErrorKind.Transient)]
    [InlineData("""["could not serialize access due to concurrent update\n",""]""", ErrorKind.Transient, ErrorKind.Transient)]
    [InlineData("""["deadlock detected\nDETAIL:  Process 1 waits for ShareLock",""]""", ErrorKind.Transient, ErrorKind.Transient)]
    [InlineData("""["could not obtain lock on row in relation \"sale_sale\"\n",""]""", ErrorKind.Transient, ErrorKind.Transient)]
    [InlineData("""["database is locked",""]""", ErrorKind.Transient, ErrorKind.Transient)]
    [InlineData("""["server closed the connection unexpectedly",""]""", ErrorKind.Transient, ErrorKind.UnknownOutcome)]
    [InlineData("""["'no.such'",""]""", ErrorKind.Permanent, ErrorKind.UnknownOutcome)]
    public async Task Errors_come_with_status_200_and_each_maps_to_one_kind(string error, ErrorKind reading, ErrorKind writing)
    {
        await using var read = new TestErp(RpcHandler.LoggedIn(_ => (200, RpcHandler.Error(error))));
        await using var write = new TestErp(RpcHandler.LoggedIn(call => call.Method == "model.sale.sale.quote" ? (200, RpcHandler.Error(error)) : Sales.Answer(call, "draft")));

        (await Should.ThrowAsync<ConnectorException>(() => read.FindAsync<Item>("SKU-1"))).Kind.ShouldBe(reading);
        var failure = await Should.ThrowAsync<ConnectorException>(() => write.DoAsync(Sales.Order(), "SO-1"));
        failure.Kind.ShouldBe(writing);
        failure.Message.ShouldContain("Connection 'erp'");
    }

    [Theory]
    [InlineData(403, ErrorKind.Permanent)]
    [InlineData(429, ErrorKind.Throttled)]
    [InlineData(503, ErrorKind.Transient)]
    [InlineData(500, ErrorKind.Transient)]
    public async Task Statuses_other_than_200_keep_their_meaning(int status, ErrorKind kind)
    {
        await using var erp = new TestErp(RpcHandler.LoggedIn(_ => (status, "<!doctype html>")));

        (await Should.ThrowAsync<ConnectorException>(() => erp.FindAsync<Item>("SKU-1"))).Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task An_expired_session_is_renewed_once_however_many_calls_find_it_expired()
    {
        var handler = RpcHandler.LoggedIn(call => call.Authorization == Session("token-1") ? (401, "") : (200, RpcHandler.Result("[]")));
        await using var erp = new TestErp(handler);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => erp.FindAsync<Item>("SKU-1")));

        handler.Calls.Count(call => call.Method == "common.db.login").ShouldBe(2);
        handler.Calls.Last().Authorization.ShouldBe(Session("token-2"));
    }

    [Fact]
    public async Task A_write_that_met_an_expired_session_was_not_done_and_is_sent_again()
    {
        var quotes = 0;
        var handler = RpcHandler.LoggedIn(call => call.Method == "model.sale.sale.quote" && Interlocked.Increment(ref quotes) == 1
            ? (401, "")
            : Sales.Answer(call, quotes == 0 ? "draft" : "processing"));
        await using var erp = new TestErp(handler);

        (await erp.DoAsync(Sales.Order(), "SO-1")).Outcome.ShouldBe(EffectOutcome.Applied);

        quotes.ShouldBe(2);
    }

    [Fact]
    public async Task When_the_answer_to_a_renewal_is_lost_the_write_was_not_done_and_the_next_call_renews()
    {
        var (logins, quotes, isExpired) = (0, 0, false);
        var handler = new RpcHandler(call =>
        {
            isExpired |= call.Method == "model.sale.sale.quote";
            return call.Method switch
            {
                "common.db.login" => ++logins == 2
                    ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "reset")
                    : (200, RpcHandler.Result($"[1,\"token-{logins}\"]")),
                "model.res.user.get_preferences" => (200, RpcHandler.Result("""{"company":1,"language":"en"}""")),
                _ when isExpired && call.Authorization == Session("token-1") => (401, ""),
                "model.sale.sale.quote" => (200, RpcHandler.Result($"{++quotes}")),
                _ => Sales.Answer(call, quotes == 0 ? "draft" : "processing"),
            };
        });
        await using var erp = new TestErp(handler);

        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Sales.Order(), "SO-1"))).Kind.ShouldBe(ErrorKind.Transient, "nothing of it is in doubt");
        (await erp.DoAsync(Sales.Order(), "SO-1")).Outcome.ShouldBe(EffectOutcome.Applied);

        (logins, quotes).ShouldBe((3, 1));
    }

    [Fact]
    public async Task A_session_that_is_refused_right_away_is_an_error_and_no_loop()
    {
        var handler = RpcHandler.LoggedIn(_ => (401, ""));
        await using var erp = new TestErp(handler);

        (await Should.ThrowAsync<ConnectorException>(() => erp.FindAsync<Item>("SKU-1"))).Kind.ShouldBe(ErrorKind.Auth);

        handler.Calls.Count.ShouldBeLessThan(6);
    }

    [Fact]
    public async Task A_refused_login_names_the_options_and_never_the_password_nor_the_token()
    {
        await using var refused = new TestErp(new RpcHandler(_ => (401, "")));
        await using var failing = new TestErp(RpcHandler.LoggedIn(_ => (500, "")));

        var login = await Should.ThrowAsync<ConnectorException>(() => refused.FindAsync<Item>("SKU-1"));
        var call = await Should.ThrowAsync<ConnectorException>(() => failing.FindAsync<Item>("SKU-1"));

        login.Kind.ShouldBe(ErrorKind.Auth);
        login.Message.ShouldContain("Crossdock:Connections:erp:Password");
        foreach (var text in (string[])[login.ToString(), call.ToString()])
        {
            text.ShouldNotContain(TestErp.Password);
            text.ShouldNotContain("token-");
            text.ShouldNotContain(Session("token-1"));
        }
    }

    [Fact]
    public async Task Names_that_Tryton_quotes_are_not_repeated()
    {
        await using var erp = new TestErp(RpcHandler.LoggedIn(_ => (200, RpcHandler.Error("""["UserError",["You cannot modify \"Jo Doe, 7 Side St\" because it is posted.","",null]]"""))));

        var error = await Should.ThrowAsync<ConnectorException>(() => erp.FindAsync<Item>("SKU-1"));

        error.Message.ShouldContain("because it is posted");
        error.Message.ShouldNotContain("Jo Doe");
    }

    [Fact]
    public void Decimals_dates_and_times_are_objects_exact_to_the_last_digit()
    {
        Wire.Decimal(12.3400m).ToJsonString().ShouldBe("""{"__class__":"Decimal","decimal":"12.3400"}""");
        Wire.Decimal(-0.0000001m).ToJsonString().ShouldBe("""{"__class__":"Decimal","decimal":"-0.0000001"}""");
        Wire.Date(new DateOnly(2026, 2, 28)).ToJsonString().ShouldBe("""{"__class__":"date","year":2026,"month":2,"day":28}""");
        Wire.Time(new DateTimeOffset(2026, 2, 28, 1, 2, 3, TimeSpan.FromHours(2)).AddTicks(45)).ToJsonString()
            .ShouldBe("""{"__class__":"datetime","year":2026,"month":2,"day":27,"hour":23,"minute":2,"second":3,"microsecond":4}""");
        Wire.Float(5).ToJsonString().ShouldBe("5.0");
        Wire.Float(0.001m).ToJsonString().ShouldBe("0.001");

        var row = Row("""{"d":{"__class__":"Decimal","decimal":"86.1238700000000001"},"e":{"__class__":"Decimal","decimal":"1E+2"},"f":0.30000000000000004,"n":5.0,"b":1,"t":{"__class__":"datetime","year":2026,"month":1,"day":2,"hour":3,"minute":4,"second":5,"microsecond":6}}""");
        row.Decimal("d").ShouldBe(86.1238700000000001m);
        row.Decimal("e").ShouldBe(100m);
        row.Float("f").ShouldBe(0.3m);
        row.Float("n").ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe("5");
        row.Flag("b").ShouldBeTrue();
        row.Time("t").ShouldBe(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(60));
    }

    [Theory]
    [InlineData("""{"a":12.5}""")]
    [InlineData("""{"a":"12.5"}""")]
    [InlineData("""{"b":1}""")]
    [InlineData("""{"a":{"__class__":"Decimal","decimal":"1,5"}}""")]
    public void A_number_that_is_no_Decimal_is_refused_naming_the_field(string json) =>
        Should.Throw<System.Text.Json.JsonException>(() => Row(json).Decimal("a")).Path.ShouldBe("$.a");

    private static TrytonRow Row(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return new TrytonRow(document.RootElement.Clone());
    }

    private static string Session(string token) => "Session " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"admin:1:{token}"));
}
