using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Vendure;

/// <content>
/// Refunds out. The shop has no idempotency keys and paid a full refund twice when asked in parallel. So one order is worked on at a
/// time, what is there is read first, and a refund is recognised by the number at the end of its reason.
/// </content>
public sealed partial class VendureConnector
{
    /// <inheritdoc/>
    public async Task<EffectResult> ExecuteAsync(EffectRequest<IssueRefund> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var document = request.Command.Document;
        var (code, problem) = RefundedOrder.Of(document);
        return problem is var (pointer, message)
            ? EffectResult.Rejected(Refuse(ErrorKind.Validation, message, pointer))
            : await _perOrder.RunAsync(code, () => RefundAsync(code, document, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<IssueRefund> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var document = request.Command.Document;
        var (code, problem) = RefundedOrder.Of(document);
        if (problem is not null || await FindForRefundAsync(code, cancellationToken).ConfigureAwait(false) is not { } order)
        {
            return ProbeResult.NotFound;
        }

        // One that holds something else is of an earlier version of the document.
        var plan = RefundMapping.Read(document, order, _options).Plan;
        return Find(order, document) is var (payment, refund) && plan is not null && IsPlanned(payment, refund, plan)
            ? ProbeResult.Found(new RemoteReference(refund.Id, Texts.OrNull(refund.TransactionId)))
            : ProbeResult.NotFound;
    }

    private async Task<EffectResult> RefundAsync(string code, Canonical.Payment document, CancellationToken cancellationToken)
    {
        if (await FindForRefundAsync(code, cancellationToken).ConfigureAwait(false) is not { } order)
        {
            return EffectResult.Rejected(Refuse(ErrorKind.NotFound, $"The shop has no order '{code}'; check that the refund belongs to this shop.", "/orders"));
        }

        var (plan, problem) = RefundMapping.Read(document, order, _options);
        if (plan is null)
        {
            return EffectResult.Rejected(Refuse(ErrorKind.Validation, problem!.Value.Message, problem.Value.Pointer));
        }

        if (Find(order, document) is var (payment, refund))
        {
            return IsPlanned(payment, refund, plan)
                ? EffectResult.AlreadyApplied(new RemoteReference(refund.Id, Texts.OrNull(refund.TransactionId)))
                : EffectResult.Rejected(Refuse(
                    ErrorKind.Conflict,
                    $"Refund '{document.Number}' of order '{code}' is in the shop with another amount or payment (refund {refund.Id}); issue the difference under a number of its own.",
                    "/number"));
        }

        return RefundMapping.Refundable(plan.Payment) < plan.MinorUnits
            ? EffectResult.Rejected(Refuse(
                ErrorKind.Conflict,
                $"Of payment {plan.Payment.Id} of order '{code}' less is left than the refund asks for; compare its refunds in the shop and correct the amount.",
                "/amount/amount"))
            : await AddRefundAsync(code, plan, document, cancellationToken).ConfigureAwait(false);
    }

    private async Task<EffectResult> AddRefundAsync(string code, RefundPlan plan, Canonical.Payment document, CancellationToken cancellationToken)
    {
        var errors = new VendureErrors(_connection, VendureOperations.AddRefund);
        var answer = await SendAsync(
            VendureOperations.AddRefund,
            "refundOrder",
            new JsonObject
            {
                ["input"] = new JsonObject
                {
                    ["paymentId"] = plan.Payment.Id,
                    ["amount"] = plan.MinorUnits,

                    // Deprecated, and still no refund is stored on PostgreSQL without them.
                    ["shipping"] = 0,
                    ["adjustment"] = 0,
                    ["lines"] = new JsonArray([.. plan.Pieces.Select(line => (JsonNode)new JsonObject { ["orderLineId"] = line.Key, ["quantity"] = line.Value })]),
                    ["reason"] = RefundMapping.Reason(document),
                },
            },
            cancellationToken).ConfigureAwait(false);
        return answer switch
        {
            // The shop stores the refund before it moves it, so it is there in some state.
            { ErrorCode: "REFUND_STATE_TRANSITION_ERROR" } => throw new ConnectorException(
                errors.Refusal(answer.ErrorCode, ErrorKind.UnknownOutcome, "The refund is there and was not moved on: probe before sending it again.")),
            { ErrorCode: { } refused } => EffectResult.Rejected(errors.Refusal(
                refused,
                ErrorKind.Conflict,
                refused == "REFUND_ORDER_STATE_ERROR"
                    ? $"Nothing of order '{code}' was paid yet; settle its payment in the shop, or cancel the order instead."
                    : $"Compare the payments and refunds of order '{code}' in the shop.",
                "/amount/amount")),
            { State: "Failed" } => EffectResult.Rejected(Refuse(
                ErrorKind.Conflict, $"The payment provider did not pay refund {answer.Id} of order '{code}'; its answer is in the shop.", "/amount/amount")),
            _ => EffectResult.Applied(new RemoteReference(answer.Id ?? throw new JsonException(), document.Number)),
        };
    }

    private Task<RefundableOrder?> FindForRefundAsync(string code, CancellationToken cancellationToken) => _client.SendAsync(
        VendureOperations.Refunds,
        ByCode(code),
        data => VendureJson.Items(data, "orders", VendureJson.Default.RefundableOrder).FirstOrDefault(order => order.Code == code),
        cancellationToken);

    private static (VendurePayment Payment, VendureRefund Refund)? Find(RefundableOrder order, Canonical.Payment document) =>
        (order.Payments ?? []).SelectMany(payment => payment.Refunds.Select(refund => ((VendurePayment, VendureRefund)?)(payment, refund)))
            .FirstOrDefault(pair => RefundMapping.IsSame(pair!.Value.Item2, document));

    private static bool IsPlanned(VendurePayment payment, VendureRefund refund, RefundPlan plan) => payment.Id == plan.Payment.Id && refund.Total == plan.MinorUnits;
}
