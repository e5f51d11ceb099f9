using Crossdock.Canonical;
using Crossdock.Canonical.Rules;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>The credit note of a refund: the lines that are paid back, to the minor unit, once, after the invoice and before the money.</summary>
public sealed class RefundCreditNoteTests : IDisposable
{
    private static readonly DateOnly s_today = new(2026, 3, 2);
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("EUR", 19, "1190.00", "1000.00")]
    [InlineData("EUR", 19, "0.01", "0.01")]
    [InlineData("EUR", 19, "100.00", "84.03")]
    [InlineData("EUR", 7, "33.33", "31.15")]
    [InlineData("JPY", 10, "18579", "16890")]
    [InlineData("USD", 8.88, "144.61", "132.82")]
    [InlineData("EUR", 0, "12.34", "12.34")]
    public void It_adds_up_to_the_refund_and_passes_the_rules(string currency, decimal rate, string gross, string net)
    {
        var amount = decimal.Parse(gross, System.Globalization.CultureInfo.InvariantCulture);
        var refund = Refund(currency, ("L1", amount));

        var note = RefundCreditNotes.Make(refund, Ordered(currency, rate), s_today);

        note.IsCreditNote.ShouldBeTrue();
        note.Totals.PayableAmount.ShouldBe(Money.Of(amount, currency));
        note.Totals.TaxExclusiveAmount!.Value.Amount.ShouldBe(decimal.Parse(net, System.Globalization.CultureInfo.InvariantCulture));
        (note.Totals.TaxExclusiveAmount.Value.Amount + note.Totals.TaxAmount!.Value.Amount).ShouldBe(amount);
        note.Lines.ShouldHaveSingleItem().Order.ShouldBe(new DocumentReference { Type = DocumentReferenceType.Order, Id = "SO-1", LineId = "L1", IssueDate = new DateOnly(2026, 3, 2) });
        Invoice.Codec.Validate(Invoice.Codec.ToUtf8Bytes(note)).ShouldBeEmpty();
        CanonicalRules.Check(note).Where(violation => violation.Severity == RuleSeverity.Error).ShouldBeEmpty();
    }

    [Fact]
    public void Random_refunds_of_several_lines_always_add_up()
    {
        const int Seed = 20260302;
        var random = new Random(Seed);
        for (var round = 0; round < 500; round++)
        {
            var (first, second) = (random.Next(1, 100_000) / 100m, random.Next(1, 100_000) / 100m);
            var note = RefundCreditNotes.Make(Refund("EUR", ("L1", first), ("L2", second)), Ordered("EUR", 19, 7), s_today);

            note.Totals.PayableAmount.Amount.ShouldBe(first + second, $"seed {Seed}, round {round}");
            note.Taxes.Select(tax => tax.Rate).ShouldBe([19m, 7m]);
            note.Lines.Sum(line => line.LineExtensionAmount.Amount).ShouldBe(note.Totals.TaxExclusiveAmount!.Value.Amount);
            note.Taxes.Sum(tax => tax.Amount!.Value.Amount).ShouldBe(note.Totals.TaxAmount!.Value.Amount);
            CanonicalRules.Check(note).Where(violation => violation.Severity == RuleSeverity.Error).ShouldBeEmpty($"seed {Seed}, round {round}: {first} + {second}");
        }
    }

    [Fact]
    public void Lines_are_numbered_and_those_of_one_rate_share_a_row_of_tax()
    {
        var order = Ordered("EUR", 19, 19) with { Rounding = new RoundingPolicy { Mode = RoundingMode.HalfEven } };

        var note = RefundCreditNotes.Make(Refund("EUR", ("L1", 11.90m), ("L2", 23.80m)), order, s_today);

        note.Lines.Select(line => line.Id).ShouldBe(["1", "2"]);
        var row = note.Taxes.ShouldHaveSingleItem();
        (row.TaxableAmount, row.Amount).ShouldBe((Docs.Eur(30m), Docs.Eur(5.70m)));
        note.Rounding!.Mode.ShouldBe(RoundingMode.HalfEven);
    }

    [Fact]
    public void What_was_not_taxed_is_credited_without_tax()
    {
        var order = Ordered("EUR", 19);

        var note = RefundCreditNotes.Make(Refund("EUR", ("L1", 10m)), order with { Lines = [order.Lines[0] with { Taxes = [] }] }, s_today);

        note.Lines.ShouldHaveSingleItem().Taxes.ShouldBeEmpty();
        note.Taxes.ShouldBeEmpty();
        note.Totals.TaxAmount.ShouldBe(Docs.Eur(0m));
    }

    [Fact]
    public void What_cannot_be_taxed_for_certain_is_for_a_person_and_names_the_field()
    {
        var order = Ordered("EUR", 19);
        var refund = Refund("EUR", ("L1", 10m));
        foreach (var (changed, of, pointer, says) in new[]
        {
            (refund with { Currency = "USD" }, order, "/currency", "The refund is in USD and its order in EUR"),
            (refund with { Lines = [] }, order, "/lines", "The lines do not say what the whole amount is for"),
            (refund with { Amount = Docs.Eur(11m) }, order, "/lines", "The lines do not say"),
            (refund with { Lines = [new RefundLine { LineId = "L1" }] }, order, "/lines", "The lines do not say"),
            (refund with { Lines = [refund.Lines[0], new RefundLine { LineId = "L1" }] }, order, "/lines", "The lines do not say"),
            (Refund("EUR", ("L9", 10m)), order, "/lines/0/lineId", "Order SO-1 has no line 'L9'"),
            (refund, order with { Lines = [order.Lines[0] with { Taxes = [Tax(19), Tax(2)] }] }, "/lines/0", "Line 'L1' of order SO-1 is not taxed at one rate"),
        })
        {
            var failure = Should.Throw<ConnectorException>(() => RefundCreditNotes.Make(changed, of, s_today));
            (failure.Error.Kind, failure.Error.Pointer).ShouldBe((ErrorKind.Validation, pointer));
            failure.Error.Message.ShouldStartWith(says);
            failure.Error.Message.ShouldEndWith("so its credit note cannot be made; correct the refund at its source, supply a mapping for PostCreditNote, or post the credit note by hand and discard this item.");
        }
    }

    [Fact]
    public async Task The_credit_note_follows_the_invoice_and_the_money_follows_the_credit_note_once_each()
    {
        _world.Erp.Script = call => call is { Verb: "execute", Operation: "post-credit-note", Number: 1 } ? Fault.LostAfter : Fault.None;
        _world.Shop.Script = call => call is { Verb: "execute", Operation: "issue-refund", Number: 1 } ? Fault.LostAfter : Fault.None;
        await using var host = await StartAsync();
        _world.Payments.Add(Requested(), "RF-1", 1);
        await host.UntilAsync(() => host.Store.CountWorkAsync(CancellationToken.None).Result.GetValueOrDefault(WorkState.Waiting) == 3);
        _world.Orders.Add(Ordered("EUR", 19), "SO-1", 1);
        await host.PassAsync(TimeSpan.FromSeconds(10));
        _world.Erp.CountOf("post-credit-note", "RF-1").ShouldBe(0, "there is no invoice yet");
        _world.Shipments.Add(Docs.Shipment("SH-1", "SO-1"), "SH-1", 1);
        await host.SettleAsync();

        // The provider tells that it was paid: recorded, and nothing is credited or paid again.
        _world.Payments.Add(Requested() with { Statuses = [StatusFact.Of(RefundStatus.Settled)] }, "RF-1", 2);
        await host.UntilAsync(() => _world.Erp.CountOf("record-payment", "RF-1") == 1);
        await host.SettleAsync();

        (await host.ExceptionsAsync()).ShouldBeEmpty();
        _world.Erp.Ledger.Select(entry => entry.Operation).ShouldBe(["submit-order", "post-invoice", "post-credit-note", "record-payment"]);
        _world.Shop.Ledger.ShouldHaveSingleItem().Operation.ShouldBe("issue-refund");
        _world.Shop.Ledger[0].At.ShouldBeGreaterThanOrEqualTo(_world.Erp.Ledger[2].At);
        Invoice.Codec.Parse(_world.Erp.Ledger[2].Document).Value!.Totals.PayableAmount.ShouldBe(Docs.Eur(10m));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Parcels_and_refunds_in_any_order_credit_nothing_before_it_is_invoiced(int seed)
    {
        var random = new Random(seed);
        _world.Erp.Script = call => call is { Verb: "execute", Number: 1 } && seed % 2 == 0 && call.Key.Sum(letter => letter) % 3 == 0 ? Fault.LostAfter : Fault.None;
        await using var host = await StartAsync();
        var events = Enumerable.Range(1, 5).SelectMany(number => EventsOf(host, $"SO-{number}")).ToArray();
        random.Shuffle(events);
        foreach (var deliver in events)
        {
            await deliver();
            await host.PassAsync(TimeSpan.FromMilliseconds(random.Next(3000)));
        }

        await host.SettleAsync();
        (await host.ExceptionsAsync()).ShouldBeEmpty($"seed {seed}");
        _world.Erp.Ledger.Count(entry => entry.Operation == "post-credit-note").ShouldBe(10, $"seed {seed}");
        _world.Shop.Ledger.Count(entry => entry.Operation == "issue-refund").ShouldBe(10, $"seed {seed}");
        var left = new Dictionary<(string, string), decimal>();
        foreach (var entry in _world.Erp.Ledger.Where(entry => entry.Operation is "post-invoice" or "post-credit-note"))
        {
            foreach (var line in Invoice.Codec.Parse(entry.Document).Value!.Lines)
            {
                var key = (line.Order!.Id, line.Order.LineId!);
                left[key] = left.GetValueOrDefault(key) + (entry.Operation == "post-invoice" ? line.Quantity.Value : -line.Quantity.Value);
                left[key].ShouldBeGreaterThanOrEqualTo(0, $"seed {seed}: {entry.Operation} {entry.Key}");
            }
        }
    }

    [Fact]
    public async Task A_refund_of_what_a_later_parcel_invoices_waits_for_that_and_does_not_block_it()
    {
        await using var host = await StartAsync();
        _world.Orders.Add(Ordered("EUR", 19, 19), "SO-1", 1);
        _world.Payments.Add(Refund("EUR", ("L2", 10m)) with { Statuses = [StatusFact.Of(RefundStatus.Requested)] }, "RF-1", 1);
        _world.Shipments.Add(Docs.Shipment("SH-1", "SO-1", ("L1", 2)), "SH-1", 1);
        await host.UntilAsync(() => _world.Erp.CountOf("post-invoice", "SH-1") == 1);
        await PassAsync(host);
        _world.Erp.CountOf("post-credit-note", "RF-1").ShouldBe(0);

        _world.Shipments.Add(Docs.Shipment("SH-2", "SO-1", ("L2", 2)), "SH-2", 1);
        await host.UntilAsync(() => _world.Shop.CountOf("issue-refund", "RF-1") == 1);
        await host.SettleAsync();

        _world.Erp.Ledger.Select(entry => entry.Operation).ShouldBe(["submit-order", "post-invoice", "post-invoice", "post-credit-note"]);
        (await host.ExceptionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refund_of_more_pieces_than_were_invoiced_waits_for_the_parcel_with_the_rest()
    {
        await using var host = await StartAsync();
        _world.Orders.Add(Ordered("EUR", 19), "SO-1", 1);
        _world.Shipments.Add(Docs.Shipment("SH-1", "SO-1", ("L1", 1)), "SH-1", 1);
        await host.UntilAsync(() => _world.Erp.CountOf("post-invoice", "SH-1") == 1);
        _world.Payments.Add(Pieces(2), "RF-1", 1);
        await PassAsync(host);
        _world.Erp.CountOf("post-credit-note", "RF-1").ShouldBe(0);

        _world.Shipments.Add(Docs.Shipment("SH-2", "SO-1", ("L1", 1)), "SH-2", 1);
        await host.UntilAsync(() => _world.Erp.CountOf("post-credit-note", "RF-1") == 1);
        await host.SettleAsync();
        (await host.ExceptionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_lines_of_a_refund_for_the_same_goods_count_together()
    {
        await using var host = await StartAsync();
        _world.Orders.Add(Ordered("EUR", 19), "SO-1", 1);
        _world.Shipments.Add(Docs.Shipment("SH-1", "SO-1", ("L1", 1)), "SH-1", 1);
        _world.Payments.Add(Refund("EUR", ("L1", 5m), ("L1", 6m)) with { Statuses = [StatusFact.Of(RefundStatus.Requested)] }, "RF-1", 1);
        await PassAsync(host);
        _world.Erp.CountOf("post-credit-note", "RF-1").ShouldBe(0);

        _world.Shipments.Add(Docs.Shipment("SH-2", "SO-1", ("L1", 1)), "SH-2", 1);
        await host.UntilAsync(() => _world.Erp.CountOf("post-credit-note", "RF-1") == 1);
    }

    [Fact]
    public async Task What_was_credited_before_is_not_there_to_be_credited_again()
    {
        await using var host = await StartAsync();
        _world.Orders.Add(Ordered("EUR", 19), "SO-1", 1);
        _world.Shipments.Add(Docs.Shipment("SH-1", "SO-1", ("L1", 1)), "SH-1", 1);
        _world.Payments.Add(Requested(), "RF-1", 1);
        await host.UntilAsync(() => _world.Erp.CountOf("post-credit-note", "RF-1") == 1);
        _world.Payments.Add(Requested() with { Number = "RF-2" }, "RF-2", 1);
        await PassAsync(host);
        _world.Erp.CountOf("post-credit-note", "RF-2").ShouldBe(0);

        _world.Shipments.Add(Docs.Shipment("SH-2", "SO-1", ("L1", 1)), "SH-2", 1);
        await host.UntilAsync(() => _world.Erp.CountOf("post-credit-note", "RF-2") == 1);
    }

    [Fact]
    public async Task A_refund_that_no_invoice_will_ever_hold_goes_out_and_the_ERP_decides()
    {
        await using var host = await StartAsync();
        _world.Orders.Add(Ordered("EUR", 19), "SO-1", 1);
        _world.Shipments.Add(Docs.Shipment("SH-1", "SO-1", ("L1", 2)), "SH-1", 1);
        _world.Payments.Add(Pieces(3), "RF-1", 1);
        await host.UntilAsync(() => _world.Erp.CountOf("post-credit-note", "RF-1") == 1);
    }

    [Fact]
    public async Task A_refund_whose_parcel_never_comes_needs_a_person_after_the_deadline_and_a_replay_runs_it_without()
    {
        await using var host = await StartAsync(options => options.PrerequisiteTimeout = TimeSpan.FromMinutes(5));
        _world.Orders.Add(Ordered("EUR", 19), "SO-1", 1);
        _world.Shipments.Add(Docs.Shipment("SH-1", "SO-1", ("L1", 1)), "SH-1", 1);
        _world.Payments.Add(Pieces(2), "RF-1", 1);
        await host.SettleAsync();

        var parked = (await host.ExceptionsAsync()).Single(item => item.Key.Operation == "post-credit-note");
        parked.State.ShouldBe(WorkState.Parked);
        parked.Error!.Message.ShouldContain("'post-invoice' at 'erp' for 'order/SO-1'");
        _world.Erp.CountOf("post-credit-note", "RF-1").ShouldBe(0);

        await host.Store.ReplayAsync("default", parked.Id, "ann", "invoiced by hand", _world.Time.GetUtcNow(), TestContext.Current.CancellationToken);
        await host.UntilAsync(() => _world.Erp.CountOf("post-credit-note", "RF-1") == 1);
    }

    [Fact]
    public async Task A_refund_that_is_called_off_before_its_invoice_credits_and_pays_nothing()
    {
        await using var host = await StartAsync(options => options.PrerequisiteTimeout = TimeSpan.FromMinutes(5));
        _world.Payments.Add(Requested(), "RF-1", 1);
        _world.Payments.Add(Requested() with { Statuses = [StatusFact.Of(RefundStatus.Cancelled)] }, "RF-1", 2);
        _world.Orders.Add(Ordered("EUR", 19), "SO-1", 1);
        _world.Shipments.Add(Docs.Shipment("SH-1", "SO-1"), "SH-1", 1);
        await host.SettleAsync();

        _world.Erp.Ledger.Select(entry => entry.Operation).ShouldBe(["submit-order", "post-invoice"]);
        _world.Shop.Ledger.ShouldBeEmpty();

        // Paying back waits for a credit note that nobody posts any more: a person is told.
        (await host.ExceptionsAsync()).ShouldAllBe(item => item.State == WorkState.Parked && item.Key.Operation == "issue-refund");
    }

    [Fact]
    public async Task A_refund_whose_amount_changes_after_it_was_credited_needs_a_person()
    {
        await using var host = await StartAsync();
        _world.Orders.Add(Ordered("EUR", 19), "SO-1", 1);
        _world.Shipments.Add(Docs.Shipment("SH-1", "SO-1"), "SH-1", 1);
        _world.Payments.Add(Requested(), "RF-1", 1);
        await host.UntilAsync(() => _world.Shop.CountOf("issue-refund", "RF-1") == 1);
        _world.Payments.Add(Refund("EUR", ("L1", 9m)) with { Statuses = [StatusFact.Of(RefundStatus.Requested)] }, "RF-1", 2);
        await host.SettleAsync();

        _world.Erp.CountOf("post-credit-note", "RF-1").ShouldBe(1);
        _world.Shop.CountOf("issue-refund", "RF-1").ShouldBe(1);
        (await host.ExceptionsAsync()).ShouldContain(item => item.State == WorkState.DeadLettered && item.Key.Operation == "post-credit-note");
    }

    private Task<TestHost> StartAsync(Action<CrossdockOptions>? configure = null) => TestHost.StartAsync(_world, _folder.Store, flow =>
    {
        flow.On<Order>("shop").Submit("erp");
        flow.On<Shipment>("warehouse").PostInvoice("erp");
        flow.On<Payment>("warehouse")
            .Record("erp")
            .PostCreditNote("erp").After(Fact.OrderInvoiced("erp"))
            .Refund("shop").After(Fact.CreditNotePosted("erp"));
    }, configure);

    private static IEnumerable<Func<Task>> EventsOf(TestHost host, string order)
    {
        var cancel = TestContext.Current.CancellationToken;
        yield return () => host.Intake.AcceptAsync("shop", Ordered("EUR", 19, 19) with { Number = order }, 1, cancel);
        foreach (var (parcel, line, pieces) in new[] { ("A", "L1", 2m), ("B", "L2", 1m), ("C", "L2", 1m) })
        {
            yield return () => host.Intake.AcceptAsync("warehouse", Docs.Shipment($"{order}-{parcel}", order, (line, pieces)), 1, cancel);
        }

        foreach (var (refund, line, pieces) in new[] { ("RF-1", "L1", 1m), ("RF-2", "L2", 2m) })
        {
            var payment = Refund("EUR", (line, 10m)) with { Number = $"{order}-{refund}", Orders = Docs.Refund("RF", order, "PAY-1").Orders, Statuses = [StatusFact.Of(RefundStatus.Requested)] };
            payment = payment with { Lines = [payment.Lines[0] with { Quantity = Quantity.Of(pieces) }] };
            yield return () => host.Intake.AcceptAsync("warehouse", payment, 1, cancel);
        }
    }

    private static async Task PassAsync(TestHost host)
    {
        for (var second = 0; second < 60; second++)
        {
            await host.PassAsync(TimeSpan.FromSeconds(1));
        }
    }

    private static Payment Pieces(decimal quantity)
    {
        var refund = Requested();
        return refund with { Lines = [refund.Lines[0] with { Quantity = Quantity.Of(quantity) }] };
    }

    private static Payment Requested() => Refund("EUR", ("L1", 10m)) with { Statuses = [StatusFact.Of(RefundStatus.Requested)] };

    private static Payment Refund(string currency, params (string Line, decimal Amount)[] lines) => Docs.Refund("RF-1", "SO-1", "PAY-1") with
    {
        Currency = currency,
        Amount = Money.Of(lines.Sum(line => line.Amount), currency),
        Lines = lines.Select(line => new RefundLine { LineId = line.Line, Quantity = Quantity.Of(1), Amount = Money.Of(line.Amount, currency) }).ToValueList(),
    };

    private static Order Ordered(string currency, params decimal[] rates)
    {
        var order = Docs.Order("SO-1");
        return order with
        {
            Currency = currency,
            Lines = rates.Select((rate, index) => order.Lines[0] with
            {
                Id = $"L{index + 1}",
                Price = new Price { Amount = Money.Of(10m, currency) },
                LineExtensionAmount = Money.Of(20m, currency),
                Taxes = [Tax(rate)],
            }).ToValueList(),
            Totals = null,
        };
    }

    private static Tax Tax(decimal rate) => new() { Category = rate > 0 ? TaxCategory.S : TaxCategory.Z, Rate = rate };
}
