using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

internal sealed partial class FakeShop
{
    private async ValueTask<byte[]?> AddFulfilmentAsync(JsonObject input, CancellationToken cancellationToken)
    {
        var lines = input["lines"]!.AsArray().Select(line => new ShopFulfilmentLine((string)line!["orderLineId"]!, (int)line["quantity"]!)).ToList();
        JsonObject? refusal;
        lock (_lock)
        {
            refusal = Check(lines, input["handler"]!.AsObject());
        }

        if (refusal is not null)
        {
            return Bytes(refusal);
        }

        if (_options.FulfilmentRaceWindow > TimeSpan.Zero)
        {
            // The check is not repeated: overlapping duplicates get through, as they do in the real shop.
            await Task.Delay(_options.FulfilmentRaceWindow, TimeProvider.System, cancellationToken);
        }

        lock (_lock)
        {
            var added = new ShopFulfilmentAdded(_numbering.Next(), Argument(input, "method")!, Argument(input, "trackingCode") ?? string.Empty, lines, Now());
            Commit(added);
            return DescribeFulfilment(added.Id, updatedAt: null);
        }
    }

    private JsonObject? Check(List<ShopFulfilmentLine> lines, JsonObject handler)
    {
        if (lines.Sum(line => line.Quantity) == 0)
        {
            return Error("EmptyOrderLineSelectionError", "EMPTY_ORDER_LINE_SELECTION_ERROR", "At least one OrderLine must be specified");
        }

        foreach (var line in lines)
        {
            if (!_byLine.ContainsKey(line.OrderLineId))
            {
                throw NotFound("OrderLine", line.OrderLineId);
            }
        }

        var details = lines.Select(line => (line.Quantity, Order: _byLine[line.OrderLineId].Open(), line.OrderLineId))
            .Select(line => (line.Quantity, line.Order, Line: line.Order["lines"]!.AsArray().First(one => (string)one!["id"]! == line.OrderLineId)!))
            .ToList();

        // Each input line is compared on its own, so the same line given twice passes; this too is the real shop's behaviour.
        if (details.Any(one => ShopOrderChanges.Fulfilled(one.Order, (string)one.Line["id"]!) + one.Quantity > (int)one.Line["quantity"]!))
        {
            return Error("ItemsAlreadyFulfilledError", "ITEMS_ALREADY_FULFILLED_ERROR", "One or more OrderItems are already part of a Fulfillment");
        }

        foreach (var (quantity, _, line) in details)
        {
            var (variantId, name) = ((string)line["productVariant"]!["id"]!, (string)line["productVariant"]!["name"]!);
            if (_stock.Knows(variantId) && _stock.OnHand(variantId) is var onHand && onHand < quantity)
            {
                var error = Error("InsufficientStockOnHandError", "INSUFFICIENT_STOCK_ON_HAND_ERROR", $"Cannot create a Fulfillment as \"{name}\" has insufficient stockOnHand ({onHand})");
                error["productVariantId"] = variantId;
                error["productVariantName"] = name;
                error["stockOnHand"] = onHand;
                return error;
            }
        }

        if ((string?)handler["code"] != "manual-fulfillment")
        {
            return Error("InvalidFulfillmentHandlerError", "INVALID_FULFILLMENT_HANDLER_ERROR", "errorResult.INVALID_FULFILLMENT_HANDLER_ERROR");
        }

        return handler["arguments"]?.AsArray().Any(argument => (string?)argument!["name"] == "method") == true
            ? null
            : throw new GraphFailure(200, null, "null value in column \"method\" of relation \"fulfillment\" violates not-null constraint");
    }

    private byte[] MoveFulfilment(string id, string state)
    {
        if (!_byFulfilment.TryGetValue(id, out var orders))
        {
            throw NotFound("Fulfillment", id);
        }

        var fulfilment = ShopOrderChanges.Fulfilment(orders[0].Open(), id);
        var from = (string)fulfilment["state"]!;
        if (!ShopOrderStates.NextOfFulfilment(from).Contains(state))
        {
            var error = Error("FulfillmentStateTransitionError", "FULFILLMENT_STATE_TRANSITION_ERROR", "errorResult.FULFILLMENT_STATE_TRANSITION_ERROR");
            error["transitionError"] = $"Cannot transition Fulfillment from \"{from}\" to \"{state}\"";
            error["fromState"] = from;
            error["toState"] = state;
            return Bytes(error);
        }

        Commit(new ShopFulfilmentMoved(id, state, Now()));

        // The answer still carries the old time stamp.
        return DescribeFulfilment(id, (string)fulfilment["updatedAt"]!);
    }

    private byte[] DescribeFulfilment(string id, string? updatedAt)
    {
        var lines = new JsonArray();
        JsonObject? fulfilment = null;
        foreach (var order in _byFulfilment[id])
        {
            fulfilment = ShopOrderChanges.Fulfilment(order.Open(), id).DeepClone().AsObject();
            foreach (var line in fulfilment["lines"]!.AsArray())
            {
                lines.Add(line!.DeepClone());
            }
        }

        fulfilment!["__typename"] = "Fulfillment";
        fulfilment["updatedAt"] = updatedAt ?? (string)fulfilment["updatedAt"]!;
        fulfilment["summary"] = lines.DeepClone();
        fulfilment["lines"] = lines;
        return Bytes(fulfilment);
    }

    private static string? Argument(JsonObject input, string name) => (string?)input["handler"]!["arguments"]!.AsArray()
        .FirstOrDefault(argument => (string?)argument!["name"] == name)?["value"];

    private static JsonObject Error(string type, string code, string message) =>
        new() { ["__typename"] = type, ["errorCode"] = code, ["message"] = message };
}
