using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

internal sealed partial class FakeShop
{
    private long _historyId = 1_000_000;

    private void Commit(ShopEvent @event)
    {
        _journal.Append(@event);
        Apply(@event);
    }

    private void Apply(ShopEvent @event)
    {
        switch (@event)
        {
            case ShopOrderPlaced placed:
                ApplyPlaced(JsonNode.Parse(placed.Order.GetRawText())!.AsObject());
                break;
            case ShopFulfilmentAdded added:
                ApplyFulfilment(added);
                break;
            case ShopFulfilmentMoved moved:
                foreach (var order in _byFulfilment[moved.Id])
                {
                    Change(order, document =>
                    {
                        ShopOrderChanges.MoveFulfilment(document, moved, NextHistory(2));
                        if (moved.State == "Cancelled")
                        {
                            MoveStock(document, moved.Id, direction: 1);
                        }
                    });
                }

                break;
            case ShopNoteAdded added:
                Change(_byId[added.OrderId], document => ShopOrderChanges.AddNote(document, added, NextHistory(1)));
                break;
            case ShopStockSet set:
                foreach (var level in set.Levels)
                {
                    _stock.Set(level.VariantId, level.StockOnHand, set.At);
                }

                break;
        }
    }

    private void ApplyPlaced(JsonObject document)
    {
        _numbering.Observe(document);
        var order = new ShopOrder(document);
        _numbering.Reserve(order.Id);
        _orders.Add(order);
        _byId[order.Id] = order;
        _byCode[order.Code] = order;
        foreach (var line in document["lines"]!.AsArray())
        {
            var id = (string)line!["id"]!;
            _numbering.Reserve(id);
            _byLine[id] = order;
            _stock.Move((string?)line["productVariant"]?["id"] ?? string.Empty, 0, (int)line["quantity"]!);
        }

        foreach (var fulfilment in document["fulfillments"]!.AsArray())
        {
            _byFulfilment[(string)fulfilment!["id"]!] = [order];
        }

        foreach (var numbered in document["payments"]!.AsArray().Concat(document["shippingLines"]!.AsArray()).Concat(document["history"]!["items"]!.AsArray()))
        {
            _numbering.Reserve((string?)numbered!["id"] ?? string.Empty);
        }
    }

    private void ApplyFulfilment(ShopFulfilmentAdded added)
    {
        _numbering.Reserve(added.Id);
        var orders = added.Lines.Select(line => _byLine[line.OrderLineId]).Distinct().ToList();
        _byFulfilment[added.Id] = orders;
        foreach (var order in orders)
        {
            Change(order, document =>
            {
                ShopOrderChanges.AddFulfilment(document, added, NextHistory(2));
                MoveStock(document, added.Id, direction: -1);
            });
        }
    }

    /// <summary>A fulfilment takes its units out of stock and out of what is allocated; cancelling puts both back.</summary>
    private void MoveStock(JsonObject document, string fulfilmentId, int direction)
    {
        var variants = document["lines"]!.AsArray().ToDictionary(line => (string)line!["id"]!, line => (string?)line!["productVariant"]?["id"] ?? string.Empty);
        foreach (var line in ShopOrderChanges.Fulfilment(document, fulfilmentId)["lines"]!.AsArray())
        {
            var units = direction * (int)line!["quantity"]!;
            _stock.Move(variants[(string)line["orderLineId"]!], units, units);
        }
    }

    private static void Change(ShopOrder order, Action<JsonObject> change)
    {
        var document = order.Open();
        change(document);
        order.Store(document);
    }

    private long NextHistory(int count)
    {
        var first = _historyId + 1;
        _historyId += count;
        return first;
    }
}
