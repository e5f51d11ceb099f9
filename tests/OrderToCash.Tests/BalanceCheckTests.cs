namespace Crossdock.OrderToCash.Tests;

/// <summary>The check that decides the exit code: each kind of difference has to be reported, and nothing else.</summary>
public sealed class BalanceCheckTests
{
    private static readonly Inputs s_inputs = new(["SO-1", "SO-2"], ["BAD-1"], new HashSet<string> { "SO-1", "SO-2" });

    public static TheoryData<string> Ledgers => [.. LedgerName.All];

    [Fact]
    public void One_document_of_each_order_in_every_ledger_balances()
    {
        var balance = Check(Ledger());

        balance.IsBalanced.ShouldBeTrue();
        balance.Differences.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void A_document_that_is_missing_in_one_ledger_is_lost(string ledger)
    {
        var balance = Check(Ledger((ledger, "SO-2", 0)));

        balance.IsBalanced.ShouldBeFalse();
        balance.Lost.ShouldHaveSingleItem().ShouldBe($"SO-2: missing in {ledger}");
    }

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void Documents_above_one_are_duplicates(string ledger)
    {
        var balance = Check(Ledger((ledger, "SO-1", 3)));

        balance.IsBalanced.ShouldBeFalse();
        balance.Duplicates.ShouldBe(2);
        balance.Doubled.ShouldHaveSingleItem().ShouldBe($"SO-1: 3 in {ledger}");
    }

    [Fact]
    public void A_duplicate_of_an_order_that_is_no_input_counts_too() =>
        Check(Ledger((LedgerName.Shipments, "OTHER", 2))).Duplicates.ShouldBe(1);

    [Fact]
    public void What_is_missing_for_a_reason_somebody_sees_is_not_lost()
    {
        var balance = Check(Ledger((LedgerName.Invoices, "SO-2", 0)), excused: LedgerName.Invoices);

        balance.Lost.ShouldBeEmpty();
        balance.IsBalanced.ShouldBeTrue();
    }

    [Fact]
    public void A_reason_for_one_ledger_excuses_no_other() =>
        Check(Ledger((LedgerName.Invoices, "SO-2", 0), (LedgerName.ErpShipments, "SO-2", 0)), excused: LedgerName.Invoices)
            .Lost.ShouldHaveSingleItem().ShouldBe("SO-2: missing in erpShipments");

    [Fact]
    public void Amounts_have_to_agree_to_the_minor_unit()
    {
        var amounts = new Dictionary<string, RemoteOrderAmounts>
        {
            ["SO-1"] = new(new("EUR", 10.00m), [new("EUR", 10.01m)], [new("EUR", 4.0m), new("EUR", 6.000m)]),
            ["SO-2"] = new(new("EUR", 10.00m), [new("EUR", 10.00m)], [new("USD", 10.00m)]),
        };

        var balance = Check(Ledger() with { Amounts = amounts });

        balance.IsBalanced.ShouldBeFalse();
        balance.WrongAmounts.ShouldBe(["SO-1: 10.01 EUR in the ERP, 10.00 EUR in the shop", "SO-2: 10.00 USD invoiced, 10.00 EUR in the shop"]);
    }

    [Fact]
    public void What_is_paid_back_has_to_be_what_was_asked_for_everywhere()
    {
        var ledger = Ledger();
        RemoteAmount wrong = new("EUR", 4.01m);
        var amounts = new Dictionary<string, RemoteOrderAmounts>(ledger.Amounts)
        {
            ["SO-1"] = ledger.Amounts["SO-1"] with { CreditNotes = [wrong], Refunds = [wrong], RefundPayments = [wrong], Payments = [wrong] },
            ["SO-2"] = ledger.Amounts["SO-2"] with { RefundAsked = null },
        };

        Check(ledger with { Amounts = amounts }).WrongAmounts.ShouldBe(
        [
            "SO-1: 4.01 EUR recorded as paid, 10.00 EUR in the shop",
            "SO-1: 4.01 EUR credited, 4.00 EUR to be paid back",
            "SO-1: 4.01 EUR paid back, 4.00 EUR to be paid back",
            "SO-1: 4.01 EUR recorded as paid back, 4.00 EUR to be paid back",
            "SO-2: 4.00 EUR credited, nothing to be paid back",
            "SO-2: 4.00 EUR paid back, nothing to be paid back",
            "SO-2: 4.00 EUR recorded as paid back, nothing to be paid back",
        ]);
    }

    [Fact]
    public void A_refund_nobody_asked_for_is_one_too_many()
    {
        var inputs = s_inputs with { Refunded = new HashSet<string> { "SO-1" } };

        var balance = BalanceCheck.Run(inputs, Ledger(), new Dictionary<string, IReadOnlySet<string>>());

        balance.Lost.ShouldBeEmpty();
        balance.Duplicates.ShouldBe(3);
        balance.Doubled.ShouldContain("SO-2: 1 in refunds");
    }

    [Fact]
    public void An_order_the_shop_does_not_know_is_reported()
    {
        var ledger = Ledger();
        var amounts = new Dictionary<string, RemoteOrderAmounts>(ledger.Amounts) { ["SO-2"] = ledger.Amounts["SO-2"] with { Shop = null } };

        Check(ledger with { Amounts = amounts }).WrongAmounts.ShouldHaveSingleItem().ShouldBe("SO-2: the shop does not know the order");
    }

    [Fact]
    public void A_bad_input_must_not_reach_another_system()
    {
        var balance = Check(Ledger((LedgerName.Orders, "BAD-1", 1)));

        balance.IsBalanced.ShouldBeFalse();
        balance.BookedThoughRefused.ShouldHaveSingleItem().ShouldBe("BAD-1: had to be refused, but is in orders");
    }

    private static Balance Check(RemoteLedger ledger, params IEnumerable<string> excused) =>
        BalanceCheck.Run(s_inputs, ledger, new Dictionary<string, IReadOnlySet<string>> { ["SO-2"] = excused.ToHashSet() });

    private static RemoteLedger Ledger(params ReadOnlySpan<(string Ledger, string Number, long Count)> changes)
    {
        var counts = LedgerName.All.ToDictionary(name => name, _ => s_inputs.Good.ToDictionary(number => number, _ => 1L));
        foreach (var (ledger, number, count) in changes)
        {
            counts[ledger][number] = count;
        }

        RemoteAmount ten = new("EUR", 10.00m);
        RemoteAmount four = new("EUR", 4.00m);
        return new RemoteLedger(new RemoteCounts(counts), s_inputs.Good.ToDictionary(number => number, _ => new RemoteOrderAmounts(ten, [ten], [ten])
        {
            Payments = [ten],
            RefundAsked = four,
            CreditNotes = [four],
            Refunds = [four],
            RefundPayments = [four],
        }));
    }
}
