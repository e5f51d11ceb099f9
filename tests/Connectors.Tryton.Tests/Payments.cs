using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton.Tests;

/// <summary>A payment is one entry on the customer's account, whatever was left half done, and one that cannot be booked is refused with its field.</summary>
public class Payments
{
    [Fact]
    public async Task A_payment_credits_the_customer_and_debits_the_money_and_is_posted()
    {
        var books = new Books();
        await using var erp = Erp(books);

        var result = await erp.DoAsync(Payment(), "PAY-1");

        result.Outcome.ShouldBe(EffectOutcome.Applied);
        result.Remote!.Id.ShouldBe("77");
        var entry = books.Created.ShouldHaveSingleItem();
        ((string)entry["description"]!, (int)entry["journal"]!, (int)entry["period"]!).ShouldBe(("crossdock:acme/PAY-1", 4, 11));
        Lines(entry).ShouldBe(["account 30 party 2 debit 0 credit 24.00", "account 50 party  debit 24.00 credit 0"]);
        (await erp.ProbeAsync(Payment(), "PAY-1")).Outcome.ShouldBe(ProbeOutcome.Found);
    }

    [Fact]
    public async Task A_refund_goes_the_other_way_to_the_account_of_money_that_goes_out()
    {
        var books = new Books();
        await using var erp = Erp(books);

        await erp.DoAsync(Payment(type: PaymentType.Refund), "PAY-1");

        Lines(books.Created.ShouldHaveSingleItem()).ShouldBe(["account 30 party 2 debit 24.00 credit 0", "account 51 party  debit 0 credit 24.00"]);
    }

    [Fact]
    public async Task A_draft_that_an_attempt_left_is_not_there_yet_and_is_posted_by_the_next()
    {
        var books = new Books { State = "draft", Received = 24.00m };
        await using var erp = Erp(books);

        (await erp.ProbeAsync(Payment(), "PAY-1")).Outcome.ShouldBe(ProbeOutcome.NotFound);
        (await erp.DoAsync(Payment(), "PAY-1")).Outcome.ShouldBe(EffectOutcome.Applied);
        (await erp.DoAsync(Payment(), "PAY-1")).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);

        books.Created.ShouldBeEmpty();
        books.Posts.ShouldBe(1);
    }

    [Fact]
    public async Task An_entry_of_this_number_with_another_amount_or_direction_is_a_conflict()
    {
        await using var other = Erp(new Books { State = "posted", Received = 23.99m });
        await using var back = Erp(new Books { State = "posted", Received = -24.00m });

        foreach (var erp in new[] { other, back })
        {
            var error = (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Payment(), "PAY-1"))).Error;
            (error.Kind, error.Pointer).ShouldBe((ErrorKind.Conflict, "/amount/amount"));
        }
    }

    [Fact]
    public async Task The_first_entries_of_a_journal_in_a_period_get_in_each_other_s_way_once()
    {
        var books = new Books { RefusedCreates = 1 };
        await using var erp = Erp(books);

        (await erp.DoAsync(Payment(), "PAY-1")).Outcome.ShouldBe(EffectOutcome.Applied);

        books.Created.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_Tryton_refuses_again_is_refused()
    {
        var books = new Books { RefusedCreates = 2 };
        await using var erp = Erp(books);

        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Payment(), "PAY-1"))).Kind.ShouldBe(ErrorKind.Validation);

        books.Created.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_post_that_did_nothing_is_no_success()
    {
        await using var erp = Erp(new Books { PostDoesNothing = true });

        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Payment(), "PAY-1"))).Kind.ShouldBe(ErrorKind.Transient);
    }

    [Fact]
    public async Task What_cannot_be_booked_is_refused_with_its_field_before_anything_is_written()
    {
        var books = new Books();
        await using var erp = Erp(books);
        await using var unset = new TestErp(RpcHandler.LoggedIn(books.Answer));
        await using var closed = Erp(books, call => call.Method == "model.account.period.search_read" ? "[]" : null);
        await using var unknown = Erp(books, call => call.Method == "model.account.invoice.payment.method.search_read" ? "[]" : null);
        await using var unsold = Erp(books, call => call.Method == "model.sale.sale.search_read" ? "[]" : null);

        (await RefusedAsync(erp, Payment(type: PaymentType.Authorization))).ShouldBe((ErrorKind.Validation, "/type"));
        (await RefusedAsync(erp, Payment(type: new PaymentType("barter")))).ShouldBe((ErrorKind.Validation, "/type"));
        (await RefusedAsync(erp, Payment(amount: 0))).ShouldBe((ErrorKind.Validation, "/amount/amount"));
        (await RefusedAsync(erp, Payment(currency: "USD"))).ShouldBe((ErrorKind.Validation, "/currency"));
        (await RefusedAsync(erp, Payment(orders: []))).ShouldBe((ErrorKind.Validation, "/orders"));
        (await RefusedAsync(erp, Payment(orders: ["SO-1", "SO-2"]))).ShouldBe((ErrorKind.Validation, "/orders"));
        (await RefusedAsync(unset, Payment())).ShouldBe((ErrorKind.Validation, "/method"));
        (await RefusedAsync(unknown, Payment())).ShouldBe((ErrorKind.Validation, "/method"));
        (await RefusedAsync(closed, Payment())).ShouldBe((ErrorKind.Conflict, "/valueDate"));
        (await RefusedAsync(unsold, Payment())).ShouldBe((ErrorKind.Conflict, "/orders/0/id"));
        books.Created.ShouldBeEmpty();

        static async Task<(ErrorKind Kind, string? Pointer)> RefusedAsync(TestErp erp, RecordPayment payment)
        {
            var error = (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(payment, payment.Document.Number))).Error;
            return (error.Kind, error.Pointer);
        }
    }

    private static TestErp Erp(Books books, Func<RpcCall, string?>? instead = null) => new(
        RpcHandler.LoggedIn(call => instead?.Invoke(call) is { } other ? (200, RpcHandler.Result(other)) : books.Answer(call)), options => options.PaymentMethod = "Online");

    private static RecordPayment Payment(PaymentType? type = null, decimal amount = 24.00m, string currency = "EUR", string[]? orders = null) => new(new Payment
    {
        Number = "PAY-1",
        Type = type ?? PaymentType.Payment,
        Currency = currency,
        Amount = Money.Of(amount, currency),
        SettledAt = new DateTimeOffset(2026, 11, 27, 13, 0, 0, TimeSpan.Zero),
        Orders = [.. (orders ?? ["SO-1"]).Select(order => new DocumentReference { Type = DocumentReferenceType.Order, Id = order })],
    });

    private static IEnumerable<string> Lines(JsonObject entry) => entry["lines"]![0]![1]!.AsArray().Select(line =>
        $"account {line!["account"]} party {line["party"]} debit {line["debit"]!["decimal"]} credit {line["credit"]!["decimal"]}");

    /// <summary>Tryton's journal with one payment in it, or none yet.</summary>
    private sealed class Books
    {
        public string? State { get; set; }

        public decimal Received { get; set; }

        public bool PostDoesNothing { get; init; }

        /// <summary>How many entries are refused before one is taken.</summary>
        public int RefusedCreates { get; set; }

        public int Posts { get; private set; }

        public List<JsonObject> Created { get; } = [];

        public (int Status, string Body) Answer(RpcCall call)
        {
            switch (call.Method)
            {
                case "model.account.invoice.payment.method.search_read":
                    return Result("""[{"id":1,"journal":4,"debit_account":50,"credit_account":51}]""");
                case "model.account.period.search_read":
                    return Result("""[{"id":11,"state":"open"}]""");
                case "model.account.invoice.on_change_with":
                    return Result("""{"account":30}""");
                case "model.account.move.create" when RefusedCreates > 0:
                    RefusedCreates--;
                    return (200, RpcHandler.Error("""["UserError",["Es kann nur ein Journal pro Buchungszeitraum erstellt werden.",""]]"""));
                case "model.account.move.create":
                    Created.Add(call.Params[0]![0]!.AsObject());
                    var customer = Created[^1]["lines"]![0]![1]![0]!;
                    (State, Received) = ("draft", Amount(customer["credit"]!) - Amount(customer["debit"]!));
                    return Result("[77]");
                case "model.account.move.post":
                    Posts++;
                    State = PostDoesNothing ? State : "posted";
                    return Result("null");
                case "model.account.move.search_read" or "model.account.move.read":
                    return Result(State is null ? "[]" : $$"""[{"id":77,"number":"5","post_number":null,"state":"{{State}}","lines":[1,2]}]""");
                case "model.account.move.line.read":
                    return Result(new JsonArray(Line(1, party: 2, Received), Line(2, party: null, -Received)).ToJsonString());
                default:
                    return Sales.Answer(call, "processing");
            }
        }

        private static JsonObject Line(int id, int? party, decimal credit) => new()
        {
            ["id"] = id, ["move"] = 77, ["party"] = party, ["debit"] = Wire.Decimal(Math.Max(0, -credit)), ["credit"] = Wire.Decimal(Math.Max(0, credit)),
        };

        private static decimal Amount(JsonNode value) => decimal.Parse((string)value["decimal"]!, System.Globalization.CultureInfo.InvariantCulture);

        private static (int Status, string Body) Result(string json) => (200, RpcHandler.Result(json));
    }
}
