using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Medusa;

/// <content>
/// Refunds out. The shop ignores idempotency keys and paid the same refund twice. So one order is worked on at a time, what is there is read first, and a refund is
/// recognised by the number at the end of its note.
/// </content>
public sealed partial class MedusaConnector
{
    /// <inheritdoc/>
    public async Task<EffectResult> ExecuteAsync(EffectRequest<IssueRefund> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var document = request.Command.Document;
        var (orderId, problem) = RefundedOrder.Of(document);
        return problem is var (pointer, message)
            ? EffectResult.Rejected(Refuse(ErrorKind.Validation, message, pointer))
            : await _perOrder.RunAsync(orderId, () => RefundAsync(orderId, document, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<IssueRefund> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var document = request.Command.Document;
        var (orderId, problem) = RefundedOrder.Of(document);
        return problem is null
            && await _orders.GetAsync(orderId, cancellationToken).ConfigureAwait(false) is { } order
            && Find(order, document) is var (payment, refund)
            && RefundMapping.Holds(payment, refund, document, order)
            ? ProbeResult.Found(new RemoteReference(refund.Id, document.Number))
            : ProbeResult.NotFound;
    }

    private async Task<EffectResult> RefundAsync(string orderId, Payment document, CancellationToken cancellationToken)
    {
        if (await _orders.GetAsync(orderId, cancellationToken).ConfigureAwait(false) is not { } order)
        {
            return EffectResult.Rejected(Refuse(ErrorKind.NotFound, $"The shop has no order '{orderId}'; check that the refund belongs to this shop.", "/orders"));
        }

        if (Find(order, document) is var (payment, refund))
        {
            return RefundMapping.Holds(payment, refund, document, order)
                ? EffectResult.AlreadyApplied(new RemoteReference(refund.Id, document.Number))
                : EffectResult.Rejected(Refuse(
                    ErrorKind.Conflict,
                    $"Refund '{document.Number}' of order '{orderId}' is in the shop with another amount or payment (refund {refund.Id}); issue the difference under a number of its own.",
                    "/number"));
        }

        var (plan, problem) = RefundMapping.Read(document, order);
        return plan is null
            ? EffectResult.Rejected(Refuse(ErrorKind.Validation, problem!.Value.Message, problem.Value.Pointer))
            : plan.IsLeft
            ? await PayBackAsync(plan, document, cancellationToken).ConfigureAwait(false)
            : EffectResult.Rejected(Refuse(
                ErrorKind.Conflict,
                $"Of payment {plan.Payment.Id} of order '{orderId}' less is left than the refund asks for; compare its refunds in the shop and correct the amount.",
                "/amount/amount"));
    }

    private async Task<EffectResult> PayBackAsync(RefundPlan plan, Payment document, CancellationToken cancellationToken)
    {
        try
        {
            var id = await _client.PostAsync(
                "refund",
                $"payments/{Uri.EscapeDataString(plan.Payment.Id)}/refund" + MedusaQuery.Empty.And("fields", "id,*refunds"),
                new JsonObject { ["amount"] = plan.Amount, ["note"] = RefundMapping.Note(document) },
                answer => answer.GetProperty("payment").GetProperty("refunds").EnumerateArray()
                    .First(refund => refund.GetProperty("note").GetString() == RefundMapping.Note(document)).GetProperty("id").GetString() ?? throw new JsonException(),
                cancellationToken).ConfigureAwait(false);
            return EffectResult.Applied(new RemoteReference(id, document.Number));
        }
        catch (ConnectorException exception) when (exception.Kind is ErrorKind.Validation or ErrorKind.NotFound)
        {
            return EffectResult.Rejected(Refused(exception.Error, $"Compare the captures and refunds of payment {plan.Payment.Id} in the shop.", "/amount/amount"));
        }
    }

    private static (MedusaPayment Payment, MedusaRefund Refund)? Find(MedusaOrder order, Payment document) =>
        order.Payments.SelectMany(payment => payment.Refunds.Select(refund => ((MedusaPayment, MedusaRefund)?)(payment, refund)))
            .FirstOrDefault(pair => RefundMapping.IsSame(pair!.Value.Item2, document));
}
