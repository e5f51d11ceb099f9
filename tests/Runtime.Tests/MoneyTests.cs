using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>Credit notes, refunds and payments: each moves money once, in the right direction, and never before its time.</summary>
public sealed class MoneyTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [CombinatorialFaults(Fault.Transient, Fault.Throttled, Fault.LostBefore, Fault.LostAfter, Fault.SilentAfter, Fault.ThrowsAfter)]
    public async Task Whatever_is_lost_on_the_way_money_moves_once(IdempotencyMode mode, Fault fault)
    {
        Offer(mode);
        foreach (var remote in _world.Remotes)
        {
            remote.Script = call => call is { Verb: "execute", Number: <= 2 } ? fault : Fault.None;
        }

        AddOneOfEach();
        await using var host = await StartAsync();
        var status = await host.SettleAsync();

        Told(_world.Erp).Order(StringComparer.Ordinal).ShouldBe(["post-credit-note CN-1", "post-invoice INV-1", "record-payment PAY-1", "record-payment RF-1", "submit-order SO-1"]);
        Told(_world.Erp)[0].ShouldBe("submit-order SO-1");
        Told(_world.Shop).ShouldBe(["issue-refund RF-1"]);
        status.Count(WorkState.Confirmed).ShouldBe(6);
        status.Totals.InDoubtResolved.ShouldBe(status.Totals.InDoubt);
    }

    [Theory]
    [InlineData("post-credit-note", "CN-1")]
    [InlineData("record-payment", "PAY-1")]
    [InlineData("issue-refund", "RF-1")]
    public async Task With_nothing_against_doubles_a_lost_answer_parks_and_nothing_is_sent_again(string operation, string key)
    {
        Offer(IdempotencyMode.None);
        foreach (var remote in _world.Remotes)
        {
            remote.Script = call => call.Operation == operation && call.Key == key ? Fault.LostAfter : Fault.None;
        }

        // Alone, since what comes behind it under the same order waits for the person as well.
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        switch (key)
        {
            case "CN-1":
                _world.Invoices.Add(Docs.CreditNote("CN-1", "SO-1", "INV-1"), "CN-1", 1);
                break;
            case "PAY-1":
                _world.Payments.Add(Docs.Payment("PAY-1", "SO-1"), "PAY-1", 1);
                break;
            default:
                _world.Payments.Add(Docs.Refund("RF-1", "SO-1", "PAY-1"), "RF-1", 1);
                break;
        }

        await using var host = await StartAsync();
        await host.SettleAsync();

        var parked = (await host.ExceptionsAsync(WorkState.Parked)).Single(item => item.Key.Operation == operation && item.Key.DocumentKey == key);
        parked.Error!.Kind.ShouldBe(ErrorKind.UnknownOutcome);
        var remoteOf = operation == "issue-refund" ? _world.Shop : _world.Erp;
        remoteOf.CountOf(operation, key).ShouldBe(1);
        remoteOf.Calls.Count(call => call.Verb == "execute" && call.Operation == operation && call.Key == key).ShouldBe(1);
    }

    [Fact]
    public async Task Documents_told_many_times_are_one_effect_each()
    {
        AddOneOfEach();
        await using var host = await StartAsync();
        for (var again = 2; again < 12; again++)
        {
            _world.Payments.Add(Docs.Payment("PAY-1", "SO-1"), "PAY-1", again);
            _world.Payments.Add(Docs.Refund("RF-1", "SO-1", "PAY-1"), "RF-1", again);
            _world.Invoices.Add(Docs.CreditNote("CN-1", "SO-1", "INV-1"), "CN-1", again);
        }

        (await host.SettleAsync()).Count(WorkState.Confirmed).ShouldBe(6);
        _world.Remotes.Sum(remote => remote.Ledger.Count).ShouldBe(6);
    }

    [Fact]
    public async Task Nothing_about_money_reaches_the_ERP_before_the_order_it_names()
    {
        _world.Invoices.Add(Docs.Invoice("INV-1", "SO-1"), "INV-1", 1);
        _world.Invoices.Add(Docs.CreditNote("CN-1", "SO-1", "INV-1"), "CN-1", 1);
        _world.Payments.Add(Docs.Payment("PAY-1", "SO-1"), "PAY-1", 1);
        _world.Payments.Add(ByAllocation("PAY-2", "SO-1"), "PAY-2", 1);
        await using var host = await StartAsync();
        await host.UntilAsync(() => _world.Payments.Reads > 3);
        _world.Erp.Ledger.ShouldBeEmpty();

        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        await host.UntilAsync(() => _world.Erp.Ledger.Count == 5);
        Told(_world.Erp)[0].ShouldBe("submit-order SO-1");
    }

    [Fact]
    public async Task What_names_no_order_waits_for_none()
    {
        _world.Invoices.Add(Docs.Invoice("INV-1", order: null), "INV-1", 1);
        _world.Payments.Add(Docs.Payment("PAY-1", order: null), "PAY-1", 1);
        await using var host = await StartAsync();
        (await host.SettleAsync()).Count(WorkState.Confirmed).ShouldBe(2);
        Told(_world.Erp).Order(StringComparer.Ordinal).ShouldBe(["post-invoice INV-1", "record-payment PAY-1"]);
    }

    [Fact]
    public async Task A_refund_that_waits_for_its_order_and_is_called_off_meanwhile_is_not_paid()
    {
        static void RefundInErp(FlowBuilder flow)
        {
            flow.On<Order>("shop").Submit("erp");
            flow.On<Payment>("warehouse").Refund("erp");
        }

        _world.Payments.Add(Docs.Refund("RF-1", "SO-1", "PAY-1", status: RefundStatus.Requested), "RF-1", 1);
        _world.Payments.Add(Docs.Refund("RF-1", "SO-1", "PAY-1", status: RefundStatus.Cancelled), "RF-1", 2);
        await using var host = await TestHost.StartAsync(_world, _folder.Store, RefundInErp);
        await host.UntilAsync(() => _world.Payments.Reads > 3);
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        await host.SettleAsync();
        Told(_world.Erp).ShouldBe(["submit-order SO-1"]);
    }

    [Fact]
    public async Task A_refund_asked_for_is_paid_once_and_recorded_when_it_is_settled()
    {
        await using var host = await StartWithOrderAsync();
        await SeeAsync(host, Docs.Refund("RF-1", "SO-1", "PAY-1", status: RefundStatus.Requested), 1);
        Told(_world.Shop).ShouldBe(["issue-refund RF-1"]);
        _world.Erp.CountOf("record-payment", "RF-1").ShouldBe(0);

        await SeeAsync(host, Docs.Refund("RF-1", "SO-1", "PAY-1", status: RefundStatus.Pending), 2);
        await SeeAsync(host, Docs.Refund("RF-1", "SO-1", "PAY-1", status: RefundStatus.Settled), 3);
        Told(_world.Shop).ShouldBe(["issue-refund RF-1"]);
        _world.Erp.CountOf("record-payment", "RF-1").ShouldBe(1);
        (await host.ExceptionsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("settled")]
    [InlineData("cancelled")]
    [InlineData("failed")]
    public async Task A_refund_that_is_over_when_it_is_first_seen_is_not_paid(string code)
    {
        await using var host = await StartWithOrderAsync();
        await SeeAsync(host, Docs.Refund("RF-1", "SO-1", "PAY-1", status: new RefundStatus(code)), 1);
        _world.Shop.Ledger.ShouldBeEmpty();
        _world.Erp.CountOf("record-payment", "RF-1").ShouldBe(code == "settled" ? 1 : 0);
    }

    public static TheoryData<string, Func<Payment, Payment>> Changes => new()
    {
        { "amount", refund => refund with { Amount = Docs.Eur(19m) } },
        { "payment", refund => refund with { OriginalPayment = new DocumentReference { Id = "PAY-2" } } },
        { "lines", refund => refund with { Lines = [new RefundLine { LineId = "L1" }] } },
        { "called off", refund => refund with { Statuses = [StatusFact.Of(RefundStatus.Cancelled)] } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_refund_that_changes_after_it_was_paid_needs_a_person(string what, Func<Payment, Payment> change)
    {
        await using var host = await StartWithOrderAsync();
        var refund = Docs.Refund("RF-1", "SO-1", "PAY-1", status: RefundStatus.Requested);
        await SeeAsync(host, refund, 1);
        await SeeAsync(host, change(refund), 2);

        Told(_world.Shop).ShouldBe(["issue-refund RF-1"], what);
        var dead = (await host.ExceptionsAsync(WorkState.DeadLettered)).Single(item => item.Key.Operation == "issue-refund");
        dead.Error!.Kind.ShouldBe(ErrorKind.Conflict);
        dead.Error.Message.ShouldContain("Revision 1");
    }

    [Fact]
    public async Task A_credit_note_that_changes_after_it_was_posted_needs_a_person()
    {
        AddOneOfEach();
        await using var host = await StartAsync();
        await host.SettleAsync();
        _world.Invoices.Add(Docs.CreditNote("CN-1", "SO-1", "INV-2"), "CN-1", 2);
        await host.UntilAsync(() => _world.Invoices.Reads > 5);
        await host.SettleAsync();
        _world.Erp.CountOf("post-credit-note", "CN-1").ShouldBe(1);
        (await host.ExceptionsAsync(WorkState.DeadLettered)).ShouldHaveSingleItem().Error!.Kind.ShouldBe(ErrorKind.Conflict);
    }

    [Fact]
    public async Task A_payment_is_recorded_when_it_is_paid_and_what_follows_is_no_news()
    {
        await using var host = await StartWithOrderAsync();
        await SeeAsync(host, Docs.Payment("PAY-1", "SO-1", status: PaymentStatus.Pending), 1);
        await SeeAsync(host, Docs.Payment("PAY-1", "SO-1", status: PaymentStatus.Authorized), 2);
        _world.Erp.CountOf("record-payment", "PAY-1").ShouldBe(0);

        var paid = Docs.Payment("PAY-1", "SO-1", status: PaymentStatus.Paid);
        await SeeAsync(host, paid, 3);
        await SeeAsync(host, paid with { Statuses = [StatusFact.Of(PaymentStatus.PartiallyRefunded)], FeeAmount = Docs.Eur(0.3m), SettledAt = World.Start }, 4);
        _world.Erp.CountOf("record-payment", "PAY-1").ShouldBe(1);
        (await host.ExceptionsAsync()).ShouldBeEmpty();

        // It bounced: what the ERP booked is wrong, and only a person can put that right.
        await SeeAsync(host, paid with { Statuses = [StatusFact.Of(PaymentStatus.Failed)] }, 5);
        _world.Erp.CountOf("record-payment", "PAY-1").ShouldBe(1);
        (await host.ExceptionsAsync(WorkState.DeadLettered)).ShouldHaveSingleItem().Error!.Kind.ShouldBe(ErrorKind.Conflict);
    }

    [Theory]
    [InlineData("authorization", false)]
    [InlineData("void", false)]
    [InlineData("capture", true)]
    [InlineData("chargeback", true)]
    [InlineData("chargebackReversal", true)]
    public async Task Only_money_that_moves_is_recorded(string type, bool isRecorded)
    {
        await using var host = await StartWithOrderAsync();
        var payment = Docs.Payment("PAY-1", "SO-1") with { Type = new PaymentType(type), OriginalPayment = new DocumentReference { Id = "PAY-0" } };
        await SeeAsync(host, payment, 1);
        _world.Erp.CountOf("record-payment", "PAY-1").ShouldBe(isRecorded ? 1 : 0);
        _world.Shop.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_type_or_status_nobody_knows_waits_for_a_person()
    {
        await using var host = await StartWithOrderAsync();
        await SeeAsync(host, Docs.Payment("PAY-1", order: null) with { Type = new PaymentType("payout") }, 1);
        await SeeAsync(host, Docs.Payment("PAY-2", order: null, status: new PaymentStatus("half-way")), 1);

        var dead = await host.ExceptionsAsync(WorkState.DeadLettered);
        dead.Select(item => (item.Key.DocumentKey, item.Error!.Kind, item.Error.Pointer))
            .ShouldBe([("PAY-1", ErrorKind.Validation, "/type"), ("PAY-2", ErrorKind.Validation, "/statuses")], ignoreOrder: true);
        _world.Erp.Ledger.ShouldNotContain(entry => entry.Operation == "record-payment");
    }

    private static Payment ByAllocation(string number, string order) => Docs.Payment(number, order: null) with
    {
        Allocations = [new PaymentAllocation { Reference = new DocumentReference { Type = DocumentReferenceType.Order, Id = order }, Amount = Docs.Eur(20m) }],
    };

    private static List<string> Told(Remote remote) => [.. remote.Ledger.Select(entry => $"{entry.Operation} {entry.Key}")];

    private void AddOneOfEach()
    {
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        _world.Invoices.Add(Docs.Invoice("INV-1", "SO-1"), "INV-1", 1);
        _world.Invoices.Add(Docs.CreditNote("CN-1", "SO-1", "INV-1"), "CN-1", 1);
        _world.Payments.Add(Docs.Payment("PAY-1", "SO-1"), "PAY-1", 1);
        _world.Payments.Add(Docs.Refund("RF-1", "SO-1", "PAY-1"), "RF-1", 1);
    }

    private Task<TestHost> StartAsync() => TestHost.StartAsync(_world, _folder.Store, TestHost.Money);

    private async Task<TestHost> StartWithOrderAsync()
    {
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        var host = await StartAsync();
        await host.SettleAsync();
        return host;
    }

    private static async Task SeeAsync(TestHost host, Payment payment, long version)
    {
        await host.Intake.AcceptAsync("warehouse", payment, version, TestContext.Current.CancellationToken);
        await host.SettleAsync();
    }

    private void Offer(IdempotencyMode mode)
    {
        foreach (var remote in _world.Remotes)
        {
            remote.Mode = mode;
            remote.KeyWindow = mode == IdempotencyMode.NativeKey ? TimeSpan.FromDays(1) : null;
        }
    }
}
