using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.FakeConnectors.Payments;

/// <summary>A row of <c>GET /transactions</c>.</summary>
internal sealed record Transaction(
    string Number,
    string Type,
    string Status,
    string OrderReference,
    string Currency,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    IReadOnlyList<TransactionLine> Lines,
    long Sequence,
    string? PaymentReference = null,
    string? Reason = null)
{
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public required decimal Amount { get; init; }
}

/// <summary>What of an order line is paid back, tax included. Decimals travel as strings.</summary>
[JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
internal sealed record TransactionLine(string LineReference, decimal Quantity, decimal Amount);

/// <summary>Body of <c>POST /refunds</c>.</summary>
[JsonNumberHandling(JsonNumberHandling.WriteAsString)]
internal sealed record RefundBody(string RequestReference, string OrderReference, string Currency, decimal Amount);

/// <summary>A refund that was paid.</summary>
internal sealed record IssuedRefund(string Number);

/// <summary>Answer of <c>GET /refunds</c>.</summary>
internal sealed record IssuedRefunds(IReadOnlyList<IssuedRefund> Refunds);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Transaction))]
[JsonSerializable(typeof(RefundBody))]
[JsonSerializable(typeof(IssuedRefund))]
[JsonSerializable(typeof(IssuedRefunds))]
internal sealed partial class PaymentsJson : JsonSerializerContext;
