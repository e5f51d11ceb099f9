using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>Which order a credit note takes back from, and what happens when that is not known.</summary>
public sealed class RefundedOrderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_refund_for_no_order_or_for_several_is_for_a_person()
    {
        var refund = Refund("RF-1");
        await using var host = await StartAsync(OnlyRefunds);
        _world.Payments.Add(refund with { Orders = [] }, "RF-1", 1);
        _world.Payments.Add(refund with { Number = "RF-2", Orders = [refund.Orders[0], refund.Orders[0] with { Id = "SO-2" }] }, "RF-2", 1);
        await host.SettleAsync();

        var exceptions = await host.ExceptionsAsync();
        foreach (var (key, says) in new[] { ("RF-1", "The refund names no order, so"), ("RF-2", "The refund is for several orders, so") })
        {
            var error = exceptions.Single(item => item.Key.DocumentKey == key).Error!;
            (error.Kind, error.Pointer).ShouldBe((ErrorKind.Validation, "/orders"));
            error.Message.ShouldStartWith(says);
        }

        _world.Erp.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refund_of_an_order_that_was_not_taken_in_tells_what_to_do_and_is_credited_after_that()
    {
        await using var host = await StartAsync(flow =>
        {
            flow.On<Order>("shop").RequestFulfilment("warehouse");
            OnlyRefunds(flow);
        });
        _world.Payments.Add(Refund("RF-1"), "RF-1", 1);
        await host.SettleAsync();

        var item = (await host.ExceptionsAsync()).ShouldHaveSingleItem();
        (item.Error!.Kind, item.Error.Pointer).ShouldBe((ErrorKind.NotFound, "/orders"));
        item.Error.Message.ShouldBe("Order SO-1 of this refund was not taken in; let its source send it, then replay.");

        await host.Intake.AcceptAsync("shop", Ordered(19), 1, TestContext.Current.CancellationToken);
        await host.Store.ReplayAsync("default", item.Id, "ann", "the shop sent it", _world.Time.GetUtcNow(), TestContext.Current.CancellationToken);
        await host.SettleAsync();
        Posted().Totals.TaxAmount.ShouldBe(Docs.Eur(1.60m));
    }

    [Theory]
    [InlineData("shop", "warehouse")]
    [InlineData("warehouse", "shop")]
    public async Task Of_what_two_systems_tell_of_the_order_the_newer_counts(string first, string second)
    {
        await using var host = await StartAsync(flow =>
        {
            flow.On<Order>("shop").RequestFulfilment("warehouse");
            flow.On<Order>("warehouse").RequestFulfilment("shop");
            OnlyRefunds(flow);
        });
        await host.Intake.AcceptAsync(first, Ordered(19), 1, TestContext.Current.CancellationToken);
        await host.PassAsync(TimeSpan.FromMinutes(1));
        await host.Intake.AcceptAsync(second, Ordered(7), 1, TestContext.Current.CancellationToken);
        await host.PassAsync(TimeSpan.FromMinutes(1));
        _world.Payments.Add(Refund("RF-1"), "RF-1", 1);
        await host.UntilAsync(() => _world.Erp.Ledger.Count == 1);

        Posted().Totals.TaxAmount.ShouldBe(Docs.Eur(0.65m));
    }

    [Theory]
    [InlineData("RF-1", "RF-2")]
    [InlineData("RF-2", "RF-1")]
    public async Task Of_two_refunds_of_an_order_only_that_which_was_called_off_is_not_credited(string calledOff, string wanted)
    {
        await using var host = await StartAsync(flow =>
        {
            flow.On<Order>("shop").Submit("erp");
            OnlyRefunds(flow);
        });
        foreach (var number in new[] { "RF-1", "RF-2" })
        {
            _world.Payments.Add(Refund(number), number, 1);
        }

        _world.Payments.Add(Refund(calledOff) with { Statuses = [StatusFact.Of(RefundStatus.Cancelled)] }, calledOff, 2);
        await host.UntilAsync(() => _world.Payments.Reads > 3);
        _world.Orders.Add(Ordered(19), "SO-1", 1);
        await host.SettleAsync();

        _world.Erp.Ledger.Select(entry => entry.Key).ShouldBe(["SO-1", wanted]);
    }

    [Fact]
    public async Task A_credit_note_for_an_order_or_a_line_that_is_not_known_goes_out_and_the_ERP_decides()
    {
        await using var host = await StartAsync(flow =>
        {
            flow.On<Order>("shop").RequestFulfilment("warehouse");
            flow.On<Invoice>("warehouse").Post("erp").PostCreditNote("erp").After(Fact.OrderInvoiced("erp"));
        });
        await host.Intake.AcceptAsync("shop", Ordered(19), 1, TestContext.Current.CancellationToken);
        _world.Invoices.Add(Docs.Invoice("INV-1", "SO-9"), "INV-1", 1);
        _world.Invoices.Add(Docs.Invoice("INV-2", "SO-1"), "INV-2", 1);
        _world.Invoices.Add(Docs.CreditNote("CN-1", "SO-9", "L1", "INV-1"), "CN-1", 1);
        _world.Invoices.Add(Docs.CreditNote("CN-2", "SO-1", "L9", "INV-1"), "CN-2", 1);
        await host.UntilAsync(() => _world.Erp.Ledger.Count == 4);

        (await host.ExceptionsAsync()).ShouldBeEmpty();
    }

    private static void OnlyRefunds(FlowBuilder flow) => flow.On<Payment>("warehouse").PostCreditNote("erp");

    private Task<TestHost> StartAsync(Action<FlowBuilder> flow) => TestHost.StartAsync(_world, _folder.Store, flow);

    private Invoice Posted() => Invoice.Codec.Parse(_world.Erp.Ledger.ShouldHaveSingleItem().Document).Value!;

    private static Payment Refund(string number) => Docs.Refund(number, "SO-1", "PAY-1", 10m, RefundStatus.Requested) with
    {
        Lines = [new RefundLine { LineId = "L1", Quantity = Quantity.Of(1), Amount = Docs.Eur(10m) }],
    };

    private static Order Ordered(decimal rate)
    {
        var order = Docs.Order("SO-1");
        return order with { Lines = [order.Lines[0] with { Taxes = [new Tax { Category = TaxCategory.S, Rate = rate }] }], Totals = null };
    }
}
