using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo.Tests;

/// <summary>A payment is one entry on the customer's account, whatever was left half done, and one that cannot be booked is refused with its field.</summary>
public class Payments
{
    [Fact]
    public async Task A_payment_of_the_customer_is_made_with_its_number_posted_and_found_again()
    {
        var books = new Books();
        await using var erp = Erp(books);

        var result = await erp.DoAsync(Payment(), "PAY-1");

        result.Outcome.ShouldBe(EffectOutcome.Applied);
        (result.Remote!.Id, result.Remote.DisplayNumber).ShouldBe(("77", "PBNK1/2026/00001"));
        books.Loaded.ShouldHaveSingleItem().ShouldBe(
        [
            "id=__crossdock__.payment:acme/PAY-1", "payment_type=inbound", "partner_type=customer", "partner_id/.id=2", "amount=24.00", "currency_id/.id=7", "date=2026-11-27",
            "journal_id/.id=4", "memo=PAY-1",
        ]);
        (await erp.ProbeAsync(Payment(), "PAY-1")).Outcome.ShouldBe(ProbeOutcome.Found);
        (await erp.DoAsync(Payment(), "PAY-1")).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);
        books.Posts.ShouldBe(1);
    }

    [Fact]
    public async Task A_refund_goes_the_other_way()
    {
        var books = new Books();
        await using var erp = Erp(books);

        await erp.DoAsync(Payment(type: PaymentType.Refund), "PAY-1");

        books.Loaded.ShouldHaveSingleItem().ShouldContain("payment_type=outbound");
        books.Loaded[0].ShouldContain("amount=24.00");
        (await erp.ProbeAsync(Payment(type: PaymentType.Refund), "PAY-1")).Outcome.ShouldBe(ProbeOutcome.Found);
        (await erp.ProbeAsync(Payment(), "PAY-1")).Outcome.ShouldBe(ProbeOutcome.NotFound, "money back is not money in");
    }

    [Fact]
    public async Task Money_of_another_active_currency_is_booked_in_it_at_Odoo_s_rates()
    {
        var books = new Books();
        await using var erp = Erp(books);

        (await erp.DoAsync(Payment(currency: "USD"), "PAY-1")).Outcome.ShouldBe(EffectOutcome.Applied);

        books.Loaded.ShouldHaveSingleItem().ShouldContain("currency_id/.id=8");
        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Payment(), "PAY-1"))).Kind.ShouldBe(ErrorKind.Conflict);
    }

    [Theory]
    [InlineData("account.payment/load", ProbeOutcome.NotFound)]
    [InlineData("account.payment/action_post", ProbeOutcome.Found)]
    public async Task It_is_there_once_though_the_answer_to_a_write_is_lost(string lost, ProbeOutcome then)
    {
        var books = new Books { LosesAnswerTo = lost };
        await using var erp = Erp(books);

        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Payment(), "PAY-1"))).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        (await erp.ProbeAsync(Payment(), "PAY-1")).Outcome.ShouldBe(then);
        (await erp.DoAsync(Payment(), "PAY-1")).Outcome.ShouldBe(then == ProbeOutcome.Found ? EffectOutcome.AlreadyApplied : EffectOutcome.Applied);

        books.Loaded.Count.ShouldBe(1);
        books.Posts.ShouldBe(1);
    }

    [Fact]
    public async Task A_draft_that_an_attempt_left_is_not_there_yet_and_is_posted_by_the_next()
    {
        var books = new Books { State = "draft", Amount = 24.00m };
        await using var erp = Erp(books);

        (await erp.ProbeAsync(Payment(), "PAY-1")).Outcome.ShouldBe(ProbeOutcome.NotFound);
        (await erp.DoAsync(Payment(), "PAY-1")).Outcome.ShouldBe(EffectOutcome.Applied);
        (await erp.DoAsync(Payment(), "PAY-1")).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);

        books.Loaded.ShouldBeEmpty();
        books.Posts.ShouldBe(1);
    }

    [Fact]
    public async Task Who_comes_second_in_a_race_finds_the_payment_of_the_first()
    {
        var books = new Books { LoadRefuses = true };
        await using var erp = Erp(books);

        (await erp.DoAsync(Payment(), "PAY-1")).Remote!.Id.ShouldBe("77");

        books.Posts.ShouldBe(1);
    }

    [Fact]
    public async Task A_payment_of_this_number_with_another_amount_or_direction_is_a_conflict()
    {
        await using var other = Erp(new Books { State = "paid", Amount = 23.99m });
        await using var back = Erp(new Books { State = "in_process", Amount = 24.00m, Type = "outbound" });

        foreach (var erp in new[] { other, back })
        {
            var error = (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Payment(), "PAY-1"))).Error;
            (error.Kind, error.Pointer).ShouldBe((ErrorKind.Conflict, "/amount/amount"));
        }
    }

    [Fact]
    public async Task A_payment_without_an_entry_is_in_no_books()
    {
        // What a bank statement is expected to confirm: Odoo's own state says in_process, and no account shows it.
        var noted = new Books { State = "in_process", Amount = 24.00m, HasAccount = false };
        await using var erp = Erp(noted);
        (await erp.ProbeAsync(Payment(), "PAY-1")).Outcome.ShouldBe(ProbeOutcome.NotFound);
        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Payment(), "PAY-1"))).Error.Pointer.ShouldBe("/number");

        var draft = new Books { HasAccount = false };
        await using var unset = Erp(draft);
        var error = (await Should.ThrowAsync<ConnectorException>(() => unset.DoAsync(Payment(), "PAY-1"))).Error;
        (error.Kind, error.Pointer).ShouldBe((ErrorKind.Validation, "/method"));
        error.Message.ShouldContain("Crossdock:Connections:erp:PaymentJournal");
        (draft.State, draft.Posts).ShouldBe((null, 0), "the draft is taken back");
    }

    [Fact]
    public async Task A_post_that_did_nothing_is_no_success()
    {
        await using var erp = Erp(new Books { PostDoesNothing = true });

        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Payment(), "PAY-1"))).Kind.ShouldBe(ErrorKind.Transient);
    }

    [Theory]
    [InlineData("2026-11-26", "1-01-01", true)]
    [InlineData("2026-11-27", "1-01-01", false)]
    [InlineData("1-01-01", "2026-12-31", false)]
    public async Task Nothing_is_booked_on_a_day_whose_books_are_closed(string closed, string closedForGood, bool isOpen)
    {
        var books = new Books();
        await using var erp = Erp(books, call => call.Method == "res.company/read" && call.Body["fields"]!.ToJsonString().Contains("lock", StringComparison.Ordinal)
            ? $$"""[{"id":1,"user_fiscalyear_lock_date":"{{closed}}","user_hard_lock_date":"{{closedForGood}}"}]"""
            : null);

        if (isOpen)
        {
            (await erp.DoAsync(Payment(), "PAY-1")).Outcome.ShouldBe(EffectOutcome.Applied);
            return;
        }

        (await RefusedAsync(erp, Payment())).ShouldBe((ErrorKind.Conflict, "/valueDate"));
        books.Loaded.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_booked_is_refused_with_its_field_before_anything_is_written()
    {
        var books = new Books();
        await using var erp = Erp(books);
        await using var unset = new TestErp(books.Handler());
        await using var unknown = Erp(books, call => call.Method == "account.journal/search_read" ? "[]" : null);
        await using var unsold = Erp(new Books(isSold: false));

        (await RefusedAsync(erp, Payment(type: PaymentType.Authorization))).ShouldBe((ErrorKind.Validation, "/type"));
        (await RefusedAsync(erp, Payment(type: new PaymentType("barter")))).ShouldBe((ErrorKind.Validation, "/type"));
        (await RefusedAsync(erp, Payment(amount: 0))).ShouldBe((ErrorKind.Validation, "/amount/amount"));
        (await RefusedAsync(erp, Payment(currency: "GBP"))).ShouldBe((ErrorKind.Validation, "/currency"));
        (await RefusedAsync(erp, Payment(orders: []))).ShouldBe((ErrorKind.Validation, "/orders"));
        (await RefusedAsync(erp, Payment(orders: ["SO-1", "SO-2"]))).ShouldBe((ErrorKind.Validation, "/orders"));
        (await RefusedAsync(unset, Payment())).ShouldBe((ErrorKind.Validation, "/method"));
        (await RefusedAsync(unknown, Payment())).ShouldBe((ErrorKind.Validation, "/method"));
        (await RefusedAsync(unsold, Payment())).ShouldBe((ErrorKind.Conflict, "/orders/0/id"));
        books.Loaded.ShouldBeEmpty();
    }

    private static async Task<(ErrorKind Kind, string? Pointer)> RefusedAsync(TestErp erp, RecordPayment payment)
    {
        var error = (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(payment, payment.Document.Number))).Error;
        return (error.Kind, error.Pointer);
    }

    private static TestErp Erp(Books books, Func<OdooRequest, string?>? instead = null) => new(books.Handler(instead), options => options.PaymentJournal = "BNK1");

    private static RecordPayment Payment(PaymentType? type = null, decimal amount = 24.00m, string currency = "EUR", string[]? orders = null) => new(new Payment
    {
        Number = "PAY-1",
        Type = type ?? PaymentType.Payment,
        Currency = currency,
        Amount = Money.Of(amount, currency),
        SettledAt = new DateTimeOffset(2026, 11, 27, 13, 0, 0, TimeSpan.Zero),
        Orders = [.. (orders ?? ["SO-1"]).Select(order => new DocumentReference { Type = DocumentReferenceType.Order, Id = order })],
    });

    /// <summary>Odoo's bank journal with one payment in it, or none yet, beside the sales order of <see cref="Sales"/>.</summary>
    private sealed class Books(bool isSold = true)
    {
        private readonly Sales _sales = new() { State = "sale", Exists = isSold };

        public string? State { get; set; }

        public string Type { get; set; } = "inbound";

        public decimal Amount { get; set; }

        public string Currency { get; set; } = "EUR";

        /// <summary>False when the journal's way to pay has no account, and a payment therefore no entry.</summary>
        public bool HasAccount { get; init; } = true;

        public bool PostDoesNothing { get; init; }

        /// <summary>True when another process makes the payment while this one tries.</summary>
        public bool LoadRefuses { get; init; }

        /// <summary>The method whose first answer does not arrive, though it did what it was asked.</summary>
        public string? LosesAnswerTo { get; set; }

        public int Posts { get; private set; }

        public List<IReadOnlyList<string>> Loaded { get; } = [];

        public OdooHandler Handler(Func<OdooRequest, string?>? instead = null) => new(call =>
        {
            var answer = instead?.Invoke(call) is { } other ? (200, other) : Answer(call);
            if (call.Method != LosesAnswerTo)
            {
                return answer;
            }

            LosesAnswerTo = null;
            throw new IOException("The answer was lost.");
        });

        private (int Status, string Body) Answer(OdooRequest call) => call.Method switch
        {
            "account.journal/search_read" => (200, """[{"id":4,"code":"BNK1"}]"""),
            "res.currency/search_read" => (200, """[{"id":7,"name":"EUR"},{"id":8,"name":"USD"}]"""),
            "res.company/read" when call.Body["fields"]!.ToJsonString().Contains("lock", StringComparison.Ordinal) =>
                (200, """[{"id":1,"user_fiscalyear_lock_date":"1-01-01","user_hard_lock_date":"1-01-01"}]"""),
            "res.partner/read" => (200, """[{"id":6,"commercial_partner_id":[2,"Web Ltd"]}]"""),
            "ir.model.data/search_read" when call.Domain.Contains("\"account.payment\"", StringComparison.Ordinal) =>
                (200, State is not null && call.Domain.Contains("payment:acme/PAY-1", StringComparison.Ordinal) ? """[{"id":110,"res_id":77}]""" : "[]"),
            "account.payment/read" => (200, State is null ? "[]" : $"[{Read()}]"),
            "account.payment/load" => Load(call),
            "account.payment/action_post" => Post(),
            "account.payment/unlink" => Delete(),
            "account.move/read" => (200, """[{"id":78,"state":"posted"}]"""),
            _ => _sales.Answer(call),
        };

        private bool IsBooked => HasAccount && State is "in_process" or "paid";

        private string Read() => new JsonObject
        {
            ["id"] = 77,
            ["name"] = IsBooked ? "PBNK1/2026/00001" : false,
            ["state"] = State,
            ["payment_type"] = Type,
            ["amount"] = Amount,
            ["currency_id"] = new JsonArray(Currency == "EUR" ? 7 : 8, Currency),
            ["move_id"] = IsBooked ? new JsonArray(78, "PBNK1/2026/00001") : false,
            ["outstanding_account_id"] = HasAccount ? new JsonArray(50, "Outstanding Receipts") : false,
        }.ToJsonString();

        private (int Status, string Body) Load(OdooRequest call)
        {
            var values = call.Body["fields"]!.AsArray().Zip(call.Body["data"]![0]!.AsArray()).ToDictionary(pair => (string)pair.First!, pair => (string)pair.Second!);
            Loaded.Add([.. values.Select(pair => $"{pair.Key}={pair.Value}")]);
            (State, Type, Amount) = ("draft", values["payment_type"], decimal.Parse(values["amount"], CultureInfo.InvariantCulture));
            Currency = values["currency_id/.id"] == "7" ? "EUR" : "USD";
            return (200, LoadRefuses ? """{"ids":false,"messages":[{"type":"error","message":"could not serialize access"}]}""" : """{"ids":[77],"messages":[],"nextrow":0}""");
        }

        private (int Status, string Body) Post()
        {
            Posts++;
            State = PostDoesNothing ? State : "in_process";
            return (200, "null");
        }

        private (int Status, string Body) Delete()
        {
            State = null;
            return (200, "true");
        }
    }
}
