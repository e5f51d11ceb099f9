using Crossdock.OrderToCash;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Pair;

/// <summary>The sample with a real shop and a real ERP: what both hold in the end agrees, order by order, and what does not agree is found.</summary>
/// <typeparam name="TServer">The ERP's server.</typeparam>
public abstract class OrderToCashOnARealPair<TServer>
    where TServer : class, IRealSystem
{
    private const int Orders = 5;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The shop's name on the command line.</summary>
    protected abstract string ShopName { get; }

    /// <summary>The ERP's name on the command line.</summary>
    protected abstract string ErpName { get; }

    protected async Task BooksBalanceAndWhatIsDoneTwiceIsFoundAsync()
    {
        using var shop = await OpenShopAsync();
        await using var server = await StartErpOrSkipAsync();
        using var erp = await OpenErpAsync(server);
        using var folder = new RunFolder();
        var plan = RunPlan.Prepare(new RunOptions { Pair = new PairNames(ShopName, ErpName), Orders = Orders, Seed = 3, Store = folder.Store });
        using var run = new RealPairRun(plan, new RealPair(shop, erp), new LinesDisplay(TextWriter.Null, TimeProvider.System), TimeProvider.System);

        var report = await run.RunAsync(Stop);

        var exceptions = string.Join('\n', report.Exceptions);
        report.Differences.ShouldBeEmpty(exceptions);
        report.ExitCode.ShouldBe(ExitCode.Balanced, exceptions);
        (report.Lost, report.Duplicates, report.WrongAmounts, report.WrongStock).ShouldBe((0, 0, 0, 0));
        (report.Orders, report.ErpOrders, report.Payments).ShouldBe((Orders, Orders, Orders));
        report.Shipments.ShouldBeGreaterThan(Orders, "some order ships in two parcels");
        (report.Invoices, report.ShopFulfilments).ShouldBe((report.Shipments, report.Shipments));
        (report.CancelledLines, report.Refunded, report.CreditNotes, report.Refunds).ShouldBe((1, 2, 2, 2));
        report.RefundPayments.ShouldBe(3, "a line that was cancelled and two pieces that came back");

        await PostAnInvoiceAgainAsync(server);

        var after = await run.ReadAgainAsync(Stop);
        after.ExitCode.ShouldBe(ExitCode.NotBalanced);
        after.Duplicates.ShouldBe(1);
        after.WrongAmounts.ShouldBeGreaterThan(0);
        after.Differences.ShouldContain(line => line.Contains("invoices where there are to be", StringComparison.Ordinal));
    }

    /// <summary>The shop with nothing sold yet, or the test is skipped.</summary>
    private protected abstract Task<IPairShop> OpenShopAsync();

    /// <summary>An ERP of this test's own; where it cannot be had, a <see cref="NotInstalledException"/> says why.</summary>
    private protected abstract Task<TServer> StartErpAsync();

    private protected abstract Task<IPairErp> OpenErpAsync(TServer server);

    /// <summary>What a person does who does not see that the invoice is there: the same lines once more.</summary>
    private protected abstract Task PostAnInvoiceAgainAsync(TServer server);

    private async Task<TServer> StartErpOrSkipAsync()
    {
        try
        {
            return await StartErpAsync();
        }
        catch (NotInstalledException exception)
        {
            await Console.Error.WriteLineAsync("NOT TESTED: " + exception.Message);
            Assert.Skip(exception.Message);
            throw;
        }
    }

    private sealed class RunFolder : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("crossdock-pair-").FullName;

        public string Store => Path.Combine(_path, "run.db");

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
