namespace Crossdock.OrderToCash.Tests;

/// <summary>Whole runs with faults on: nothing lost, nothing doubled, every amount right.</summary>
public sealed class RunTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Two_hundred_orders_with_a_fifth_of_all_calls_faulted_balance(long seed)
    {
        output.WriteLine($"seed {seed}");
        using var folder = new TemporaryFolder();

        var report = await RunOnce.RunAsync(folder, orders: 200, faults: 0.2, seed);

        report.ExitCode.ShouldBe(ExitCode.Balanced, string.Join(Environment.NewLine, report.Differences.Concat(report.Exceptions)));
        report.Lost.ShouldBe(0);
        report.Duplicates.ShouldBe(0);
        new[] { report.Refunded, report.CreditNotes, report.Refunds, report.RefundPayments }.ShouldAllBe(count => count == 50);
        new[] { report.Orders, report.Payments, report.ErpOrders, report.Shipments, report.Invoices, report.ErpShipments, report.ShopFulfilments }.ShouldAllBe(count => count == 200);
        report.FaultsInjected.Values.Sum().ShouldBeGreaterThan(100);
        report.InDoubtResolved.ShouldBeGreaterThan(0);
        report.Kpis.Select(kpi => kpi.Instrument).ShouldContain("crossdock.order.acknowledgement.duration");
    }

    [Fact]
    public async Task A_bad_order_is_refused_with_field_and_rule_and_stops_nobody_else()
    {
        using var folder = new TemporaryFolder();

        var report = await RunOnce.RunAsync(folder, orders: 10, faults: 0, seed: 3);

        report.ExitCode.ShouldBe(ExitCode.Balanced, string.Join(Environment.NewLine, report.Differences));
        report.Orders.ShouldBe(10);
        report.Refused.ShouldBe(1);
        var refusal = report.Exceptions.ShouldHaveSingleItem();
        refusal.ShouldStartWith("order/BAD");
        refusal.ShouldContain("/totals/");
        refusal.ShouldContain("CDR-MON-070");
    }

    [Fact]
    public async Task No_orders_is_a_run_too()
    {
        using var folder = new TemporaryFolder();

        (await RunOnce.RunAsync(folder, orders: 0, faults: 0, seed: 1)).ExitCode.ShouldBe(ExitCode.Balanced);
    }
}
