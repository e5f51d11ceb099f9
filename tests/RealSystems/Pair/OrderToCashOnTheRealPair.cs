using System.Text.Json.Nodes;
using Crossdock.OrderToCash;
using Crossdock.RealSystems.Vendure;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Pair;

/// <summary>The sample with a real shop and a real ERP: what both hold in the end agrees, order by order, and what does not agree is found.</summary>
[Collection(SharedVendure.Name)]
public sealed class OrderToCashOnTheRealPair(LiveVendure live)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)] // minutes on a busy machine; run it with -explicit on
    public async Task Both_books_balance_and_an_invoice_posted_twice_by_hand_is_found()
    {
        var shop = live.System;
        await shop.ResetAsync();
        await using var erp = await StartErpOrSkipAsync();
        var pair = new RealPair(shop, erp);
        using var folder = new RunFolder();
        var plan = RunPlan.Prepare(new RunOptions { RealPair = true, Orders = 5, Seed = 3, Store = folder.Store });
        using var run = new RealPairRun(plan, pair, new LinesDisplay(TextWriter.Null, TimeProvider.System), TimeProvider.System);

        var report = await run.RunAsync(Stop);

        report.Differences.ShouldBeEmpty(string.Join('\n', report.Exceptions));
        (report.ExitCode, report.Lost, report.Duplicates, report.WrongAmounts, report.WrongStock).ShouldBe((ExitCode.Balanced, 0, 0, 0, 0), string.Join('\n', report.Exceptions));
        (report.Orders, report.ErpOrders).ShouldBe((5, 5));
        report.Invoices.ShouldBe(report.Shipments);
        report.ShopFulfilments.ShouldBe(report.Shipments);
        report.Shipments.ShouldBeGreaterThan(5, "some order ships in two parcels");
        report.CancelledLines.ShouldBe(1);
        (report.Refunded, report.CreditNotes, report.Refunds).ShouldBe((2, 2, 2));

        await PostAnInvoiceAgainAsync(pair);

        var after = await run.ReadAgainAsync(Stop);
        after.ExitCode.ShouldBe(ExitCode.NotBalanced);
        after.Duplicates.ShouldBe(1);
        after.WrongAmounts.ShouldBeGreaterThan(0);
        after.Differences.ShouldContain(line => line.Contains("invoices where there are to be", StringComparison.Ordinal));
    }

    /// <summary>What a person does who does not see that the invoice is there: the same lines once more.</summary>
    private static async Task PostAnInvoiceAgainAsync(RealPair pair)
    {
        using var rpc = await pair.Erp.LogInAsync();
        var invoice = (await rpc.SearchAsync("account.invoice", TrytonRpc.Where("state", "=", "posted"), "total_amount"))
            .First(one => !one["total_amount"]!["decimal"]!.ToString().StartsWith('-'));
        var copy = (int)(await rpc.ModelAsync("account.invoice", "copy", TrytonRpc.Ids((int)invoice["id"]!), new JsonObject()))![0]!;
        await rpc.WriteAsync("account.invoice", copy, new JsonObject
        {
            ["invoice_date"] = TrytonRpc.Date(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)),
            ["reference"] = (await rpc.ReadAsync("account.invoice", (int)invoice["id"]!, "reference"))["reference"]!.DeepClone(),
        });
        await rpc.PressAsync("account.invoice", "post", copy);
    }

    private static async Task<TrytonServer> StartErpOrSkipAsync()
    {
        if (TrytonServer.WhyNot(RealPair.Backend) is { } reason)
        {
            await Console.Error.WriteLineAsync("NOT TESTED: " + reason);
            Assert.Skip(reason);
        }

        return await TrytonServer.StartAsync(RealPair.Backend);
    }

    private sealed class RunFolder : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("crossdock-pair-").FullName;

        public string Store => Path.Combine(_path, "run.db");

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
