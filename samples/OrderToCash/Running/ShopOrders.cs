using System.Text.Json.Nodes;
using Crossdock.TestKit.Fakes;

namespace Crossdock.OrderToCash;

/// <summary>The orders of a run. The same number and seed always give the same orders, so placing them again after a kill adds nothing.</summary>
internal sealed class ShopOrders(int count, long seed)
{
    private const int RefundEvery = 4;
    private readonly IReadOnlyList<JsonObject> _captured = VendureOrders.Captured();

    /// <summary>Orders that have to go through: captured from a real shop first, then generated.</summary>
    public IEnumerable<JsonObject> Good() => Enumerable.Range(0, count)
        .Select(index => index < _captured.Count ? _captured[index] : VendureOrders.Generate(seed, index));

    /// <summary>One order whose total is not the sum of its parts, as a broken shop plug-in would send it.</summary>
    public JsonObject Bad()
    {
        var order = VendureOrders.Generate(seed, count);
        order["code"] = "BAD" + (string)order["code"]!;
        foreach (var total in (string[])["total", "totalWithTax"])
        {
            order[total] = (long)order[total]! + 100;
        }

        return order;
    }

    /// <summary>The numbers people know the orders by.</summary>
    public Inputs Numbers()
    {
        var good = Good().Select(Number).ToList();
        return new(good, [Number(Bad())], good.Where((_, index) => index % RefundEvery == 0).ToHashSet());
    }

    /// <summary>The number of an order.</summary>
    public static string Number(JsonObject order) => (string)order["code"]!;
}
