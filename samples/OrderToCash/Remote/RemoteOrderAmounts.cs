using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.OrderToCash;

/// <summary>What one shop order is worth in each system.</summary>
/// <param name="Shop">The shop's order; null when the shop does not know the number.</param>
/// <param name="Orders">Every ERP order of it.</param>
/// <param name="Invoices">Every invoice of it.</param>
internal sealed record RemoteOrderAmounts(RemoteAmount? Shop, IReadOnlyList<RemoteAmount> Orders, IReadOnlyList<RemoteAmount> Invoices)
{
    /// <summary>Every payment of it that the ERP recorded.</summary>
    public IReadOnlyList<RemoteAmount> Payments { get; init; } = [];

    /// <summary>What the customer is to get back; null when nothing.</summary>
    public RemoteAmount? RefundAsked { get; init; }

    /// <summary>Every ERP credit note of it.</summary>
    public IReadOnlyList<RemoteAmount> CreditNotes { get; init; } = [];

    /// <summary>Every refund of it that the payment provider paid.</summary>
    public IReadOnlyList<RemoteAmount> Refunds { get; init; } = [];

    /// <summary>Every refund of it that the ERP recorded.</summary>
    public IReadOnlyList<RemoteAmount> RefundPayments { get; init; } = [];

    /// <summary>How the remotes write it: camelCase, decimals as strings.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowReadingFromString };
}
