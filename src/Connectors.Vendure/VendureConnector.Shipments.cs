using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Vendure;

/// <content>
/// Shipments out. Telling the shop takes two calls, add and move to Shipped, and the shop has no idempotency keys: it took the same
/// fulfilment three times when asked in parallel. So one order is worked on at a time, what is there is read first, and
/// whatever half an earlier attempt left is finished.
/// </content>
public sealed partial class VendureConnector
{
    private const string Shipped = "Shipped";

    /// <inheritdoc/>
    public async Task<EffectResult> ExecuteAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var shipment = request.Command.Document;
        var (parts, problem) = ShipmentMapping.Read(shipment, _options);
        if (problem is var (pointer, message))
        {
            return EffectResult.Rejected(Refuse(ErrorKind.Validation, message, pointer));
        }

        var results = new List<EffectResult>(parts.Count);
        foreach (var part in parts)
        {
            var result = await _perOrder.RunAsync(part.OrderCode, () => ReportAsync(shipment, part, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (result.Outcome == EffectOutcome.Rejected)
            {
                return result;
            }

            results.Add(result);
        }

        return results.FirstOrDefault(result => result.Outcome == EffectOutcome.Applied) ?? results[0];
    }

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var shipment = request.Command.Document;
        ExistingFulfilment? last = null;
        foreach (var part in ShipmentMapping.Read(shipment, _options).Parts)
        {
            var order = await FindForFulfilmentAsync(part.OrderCode, cancellationToken).ConfigureAwait(false);

            // One that was added and not moved on has not happened yet: sending again finishes it.
            // One that holds something else is of an earlier version of the shipment.
            last = order?.Fulfillments?.FirstOrDefault(fulfilment =>
                ShipmentMapping.IsSame(fulfilment, shipment) && IsDone(fulfilment.State) && Holds(fulfilment, order, shipment, part));
            if (last is null)
            {
                return ProbeResult.NotFound;
            }
        }

        return last is null ? ProbeResult.NotFound : ProbeResult.Found(Reference(last.Id, last.TrackingCode));
    }

    private async Task<EffectResult> ReportAsync(Shipment shipment, ShipmentPart part, CancellationToken cancellationToken)
    {
        if (await FindForFulfilmentAsync(part.OrderCode, cancellationToken).ConfigureAwait(false) is not { } order)
        {
            return EffectResult.Rejected(Refuse(ErrorKind.NotFound, $"The shop has no order '{part.OrderCode}'; check that the shipment belongs to this shop.", "/orders"));
        }

        var tracking = ShipmentMapping.TrackingCode(shipment);
        var existing = order.Fulfillments?.FirstOrDefault(fulfilment => ShipmentMapping.IsSame(fulfilment, shipment));
        if (existing is not null && !Holds(existing, order, shipment, part))
        {
            return EffectResult.Rejected(Refuse(
                ErrorKind.Conflict,
                $"Fulfilment {existing.Id} of order '{part.OrderCode}' tells other pieces or tracking numbers of this shipment, and the shop has no way to change one. Correct it there, then discard this item.",
                "/lines"));
        }

        if (existing is not null && IsDone(existing.State))
        {
            return EffectResult.AlreadyApplied(Reference(existing.Id, tracking));
        }

        var (id, state) = (existing?.Id, existing?.State);
        if (id is null)
        {
            var (pieces, problem) = FindLines(order, part);
            if (problem is not null)
            {
                return EffectResult.Rejected(problem);
            }

            var added = await SendAsync(VendureOperations.AddFulfilment, "addFulfillmentToOrder", Input(pieces, shipment, tracking), cancellationToken).ConfigureAwait(false);
            if (added.ErrorCode is { } refused)
            {
                return EffectResult.Rejected(new VendureErrors(_connection, VendureOperations.AddFulfilment).Refusal(refused, KindOf(refused), AdviceOn(refused), "/lines"));
            }

            (id, state) = (added.Id ?? throw new JsonException(), added.State);
        }

        string[] steps = state == "Created" ? ["Pending", Shipped] : [Shipped];
        foreach (var step in steps)
        {
            var moved = await SendAsync(VendureOperations.MoveFulfilment, "transitionFulfillmentToState", new JsonObject { ["id"] = id, ["state"] = step }, cancellationToken).ConfigureAwait(false);
            if (moved.ErrorCode is { } refused)
            {
                return EffectResult.Rejected(new VendureErrors(_connection, VendureOperations.MoveFulfilment).Refusal(
                    refused, ErrorKind.Conflict, $"Fulfilment {id} of order '{part.OrderCode}' is there and could not be moved from {state} to {step}; look at it in the shop."));
            }

            state = step;
        }

        return EffectResult.Applied(Reference(id, tracking));
    }

    private Task<FulfilmentOrder?> FindForFulfilmentAsync(string code, CancellationToken cancellationToken) => _client.SendAsync(
        VendureOperations.Fulfilments,
        ByCode(code),
        data => VendureJson.Items(data, "orders", VendureJson.Default.FulfilmentOrder).FirstOrDefault(order => order.Code == code),
        cancellationToken);

    private Task<UnionAnswer> SendAsync(VendureOperation operation, string field, JsonObject variables, CancellationToken cancellationToken) => _client.SendAsync(
        operation, variables, data => data.GetProperty(field).Deserialize(VendureJson.Default.UnionAnswer) ?? throw new JsonException(), cancellationToken);

    /// <summary>Finds each shipped line in the order: by its id, else by a SKU that only one line has.</summary>
    private (IReadOnlyDictionary<string, int> Pieces, ConnectorError? Problem) FindLines(FulfilmentOrder order, ShipmentPart part)
    {
        var pieces = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, lineId, sku, count) in part.Lines)
        {
            var named = order.Lines.FirstOrDefault(line => line.Id == lineId);
            var bySku = order.Lines.Where(line => sku is not null && line.ProductVariant.Sku == sku).Take(2).ToList();
            if ((named ?? (bySku.Count == 1 ? bySku[0] : null)) is not { } line)
            {
                return (pieces, Refuse(ErrorKind.Validation, $"Order '{order.Code}' has no such line, and no single line with that SKU; name the order line.", $"/lines/{index}/order/lineId"));
            }

            // The shop checks each input line by itself, so the same line given twice would slip past its check.
            pieces[line.Id] = pieces.GetValueOrDefault(line.Id) + count;
        }

        return (pieces, null);
    }

    /// <summary>True when a fulfilment tells what the shipment tells, as far as that can be compared.</summary>
    private bool Holds(ExistingFulfilment existing, FulfilmentOrder order, Shipment shipment, ShipmentPart part)
    {
        var (pieces, problem) = FindLines(order, part);
        return Texts.OrNull(existing.TrackingCode) == Texts.OrNull(ShipmentMapping.TrackingCode(shipment))
            && (problem is not null
                || existing.Lines is not { } lines
                || (lines.Count == pieces.Count && lines.All(line => pieces.GetValueOrDefault(line.OrderLineId) == line.Quantity)));
    }

    private JsonObject Input(IReadOnlyDictionary<string, int> pieces, Shipment shipment, string tracking) => new()
    {
        ["input"] = new JsonObject
        {
            ["lines"] = new JsonArray([.. pieces.Select(line => (JsonNode)new JsonObject { ["orderLineId"] = line.Key, ["quantity"] = line.Value })]),
            ["handler"] = new JsonObject
            {
                ["code"] = _options.FulfilmentHandler,
                ["arguments"] = new JsonArray(
                    new JsonObject { ["name"] = "method", ["value"] = ShipmentMapping.Method(shipment, _options.DefaultMethod) },
                    new JsonObject { ["name"] = "trackingCode", ["value"] = tracking }),
            },
        },
    };

    private static JsonObject ByCode(string code) => new()
    {
        ["options"] = new JsonObject { ["take"] = 2, ["filter"] = new JsonObject { ["code"] = new JsonObject { ["eq"] = code } } },
    };

    private static bool IsDone(string state) => state is Shipped or "Delivered";

    private static RemoteReference Reference(string id, string? tracking) => new(id, Texts.OrNull(tracking));

    private static ErrorKind KindOf(string errorCode) => errorCode switch
    {
        "EMPTY_ORDER_LINE_SELECTION_ERROR" or "CREATE_FULFILLMENT_ERROR" => ErrorKind.Validation,
        "INVALID_FULFILLMENT_HANDLER_ERROR" => ErrorKind.Permanent,
        _ => ErrorKind.Conflict,
    };

    private string AdviceOn(string errorCode) => errorCode switch
    {
        "ITEMS_ALREADY_FULFILLED_ERROR" => "These pieces are in another fulfilment, or were cancelled; compare the order's fulfilments in the shop.",
        "INSUFFICIENT_STOCK_ON_HAND_ERROR" => "The shop has less stock on hand than was shipped; publish the stock of these items first.",
        "INVALID_FULFILLMENT_HANDLER_ERROR" => $"The shop has no handler '{_options.FulfilmentHandler}'; correct {_connection.OptionPath(nameof(VendureOptions.FulfilmentHandler))}.",
        "CREATE_FULFILLMENT_ERROR" => "The shop's fulfilment handler refused; its log says why.",
        _ => "Compare the order's state and fulfilments in the shop.",
    };
}
