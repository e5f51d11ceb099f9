using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.OrderToCash;

/// <summary>What one shop order is worth in each system.</summary>
/// <param name="Shop">The shop's order; null when the shop does not know the number.</param>
/// <param name="Orders">Every ERP order of it.</param>
/// <param name="Invoices">Every invoice of it.</param>
internal sealed record RemoteOrderAmounts(RemoteAmount? Shop, IReadOnlyList<RemoteAmount> Orders, IReadOnlyList<RemoteAmount> Invoices)
{
    /// <summary>How the remotes write it: camelCase, decimals as strings.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowReadingFromString };
}
