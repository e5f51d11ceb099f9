using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Vendure.Tests.Effects;

/// <summary>
/// One order's payments in memory, with what the real shop does: it stores a refund as often as it is asked, checks the amount against
/// refunds that have not failed, and stores none on PostgreSQL without zeros for shipping and adjustment.
/// </summary>
internal sealed class RefundTill
{
    private readonly JsonArray _refunds = [];

    public GraphQlHandler Handler => new(Answer) { Takes = Takes };

    public long Paid { get; init; } = 10000;

    public string PaymentState { get; init; } = "Settled";

    /// <summary>The state that the payment's handler gives to a refund.</summary>
    public string State { get; set; } = "Pending";

    /// <summary>How long the shop takes for each answer, so that calls overlap.</summary>
    public TimeSpan Takes { get; init; }

    /// <summary>Loses this many answers after the refund was stored.</summary>
    public int AnswersToLose { get; set; }

    public IReadOnlyList<JsonNode> Refunds => [.. _refunds.Select(refund => refund!)];

    public JsonObject LastInput { get; private set; } = [];

    public static IssueRefund Refund(string number, decimal amount, string currency = "EUR", string? payment = null, params (string LineId, decimal Pieces)[] lines) => new(new Payment
    {
        Number = number,
        Type = PaymentType.Refund,
        Currency = currency,
        Amount = Money.Of(amount, currency),
        Orders = [new DocumentReference { Id = "ORDER" }],
        OriginalPayment = payment is null ? null : new DocumentReference { Id = payment },
        Reason = "Broken",
        Lines = [.. lines.Select(line => new RefundLine { LineId = line.LineId, Quantity = Quantity.Of(line.Pieces) })],
    });

    private (int Status, JsonNode Body) Answer(GraphQlCall call)
    {
        if (call.Operation == "CrossdockRefunds")
        {
            var isOurs = (string)call.Variables["options"]!["filter"]!["code"]!["eq"]! == "ORDER";
            lock (_refunds)
            {
                return Data("orders", new JsonObject { ["items"] = isOurs ? new JsonArray(Order()) : [] });
            }
        }

        LastInput = call.Variables["input"]!.AsObject();
        lock (_refunds)
        {
            if (LastInput["shipping"] is null || LastInput["adjustment"] is null)
            {
                return (200, JsonNode.Parse("""{ "errors": [{ "message": "null value in column \"shipping\" violates not-null constraint" }], "data": null }""")!);
            }

            var left = Paid - _refunds.Where(refund => (string)refund!["state"]! != "Failed").Sum(refund => (long)refund!["total"]!);
            if ((long)LastInput["amount"]! > left)
            {
                return Data("refundOrder", new JsonObject { ["__typename"] = "RefundAmountError", ["errorCode"] = "REFUND_AMOUNT_ERROR" });
            }

            var id = $"{_refunds.Count + 1}";
            _refunds.Add(new JsonObject
            {
                ["id"] = id, ["createdAt"] = "2026-11-23T12:00:00.000Z", ["updatedAt"] = "2026-11-23T12:00:00.000Z", ["state"] = State,
                ["total"] = LastInput["amount"]!.DeepClone(), ["items"] = 0, ["shipping"] = 0, ["adjustment"] = 0,
                ["reason"] = LastInput["reason"]!.DeepClone(), ["transactionId"] = null, ["lines"] = LastInput["lines"]!.DeepClone(),
            });
            return AnswersToLose-- > 0
                ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "lost")
                : Data("refundOrder", new JsonObject { ["__typename"] = "Refund", ["id"] = id, ["state"] = State });
        }
    }

    private JsonObject Order() => new()
    {
        ["id"] = "1", ["code"] = "ORDER", ["currencyCode"] = "EUR", ["lines"] = new JsonArray(new JsonObject { ["id"] = "11" }),
        ["payments"] = new JsonArray(new JsonObject
        {
            ["id"] = "5", ["createdAt"] = "2026-11-23T11:00:00.000Z", ["updatedAt"] = "2026-11-23T11:00:00.000Z", ["method"] = "card", ["amount"] = Paid,
            ["state"] = PaymentState, ["transactionId"] = "tx-5", ["errorMessage"] = null, ["refunds"] = _refunds.DeepClone(),
        }),
    };

    private static (int Status, JsonNode Body) Data(string field, JsonNode value) => (200, new JsonObject { ["data"] = new JsonObject { [field] = value } });
}
