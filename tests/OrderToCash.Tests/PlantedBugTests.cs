using Crossdock.FakeConnectors;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.OrderToCash.Tests;

/// <summary>A check that never fails proves nothing: with a bug in a connector the run has to say so.</summary>
public sealed class PlantedBugTests
{
    [Fact]
    public async Task An_order_sent_twice_is_reported_as_a_duplicate()
    {
        using var folder = new TemporaryFolder();

        var report = await RunOnce.RunAsync(folder, orders: 10, faults: 0, seed: 1, With(ErpBug.NewKeyPerAttempt));

        report.ExitCode.ShouldBe(ExitCode.NotBalanced);
        report.Duplicates.ShouldBe(1);
        report.ErpOrders.ShouldBe(11);
        report.Differences.ShouldContain(line => line.EndsWith(": 2 in orders", StringComparison.Ordinal));
        report.Lost.ShouldBe(0);
    }

    [Fact]
    public async Task A_delivery_confirmed_but_never_sent_is_reported_as_lost()
    {
        using var folder = new TemporaryFolder();

        var report = await RunOnce.RunAsync(folder, orders: 10, faults: 0, seed: 1, With(ErpBug.ConfirmsWithoutSending), stallLimit: TimeSpan.FromSeconds(6));

        report.ExitCode.ShouldBe(ExitCode.NotBalanced);
        report.Completed.ShouldBeFalse();
        report.Lost.ShouldBe(1);
        report.Differences.ShouldContain(line => line.EndsWith(": missing in erpShipments", StringComparison.Ordinal), "The invoice that the ERP refuses is seen; the delivery is not.");
        report.Differences.ShouldContain(line => line.Contains("--resume", StringComparison.Ordinal));
    }

    private static Action<IServiceCollection> With(ErpBug bug) => services => services.AddKeyedSingleton<IConnector>(
        "erp",
        (provider, _) => new BuggyErp(new FakeErpConnector(new ConnectionContext("erp"), provider, TimeProvider.System), bug));
}
