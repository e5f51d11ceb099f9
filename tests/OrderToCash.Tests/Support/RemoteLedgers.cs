using System.Net.Http.Json;

namespace Crossdock.OrderToCash.Tests;

/// <summary>Reads <c>/ledger</c> by itself, so that a mistake in the sample's own reading cannot hide one.</summary>
internal static class RemoteLedgers
{
    public static async Task<Dictionary<string, Dictionary<string, int>>> ReadAsync(Uri address)
    {
        using var client = new HttpClient();
        var ledgers = await client.GetFromJsonAsync<Dictionary<string, Dictionary<string, int>>>(new Uri(address, "ledger"), TestContext.Current.CancellationToken);
        return ledgers.ShouldNotBeNull();
    }

    /// <summary>Waits until a ledger holds so many documents; fails when one of the processes that work at it ends before.</summary>
    public static async Task UntilAsync(Uri address, string ledger, int count, params IReadOnlyCollection<SampleProcess> workers)
    {
        while ((await ReadAsync(address))[ledger].Values.Sum() < count)
        {
            foreach (var worker in workers)
            {
                worker.HasExited.ShouldBeFalse(worker.Output + worker.Error);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Fails unless each good order is exactly once in every ledger, and one of four is paid back exactly once everywhere.</summary>
    public static async Task EachOrderIsOnceAsync(Uri address, int orders)
    {
        var ledger = await ReadAsync(address);
        var placed = ledger["shopOrders"].Keys.Where(number => !number.StartsWith("BAD", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        placed.Count.ShouldBe(orders);
        foreach (var name in (string[])["orders", "payments", "shipments", "invoices", "erpShipments", "shopFulfilments", "fulfilmentRequests"])
        {
            ledger[name].Keys.Order(StringComparer.Ordinal).ToList().ShouldBe(placed, customMessage: name);
            ledger[name].Values.ShouldAllBe(count => count == 1, name);
        }

        var refunded = ledger["refunds"].Keys.Order(StringComparer.Ordinal).ToList();
        refunded.Count.ShouldBe((orders + 3) / 4);
        foreach (var name in (string[])["creditNotes", "refunds", "refundPayments"])
        {
            ledger[name].Keys.Order(StringComparer.Ordinal).ToList().ShouldBe(refunded, customMessage: name);
            ledger[name].Values.ShouldAllBe(count => count == 1, name);
        }
    }
}
