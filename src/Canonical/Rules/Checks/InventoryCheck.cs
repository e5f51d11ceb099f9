namespace Crossdock.Canonical.Rules.Checks;

/// <summary>Rules of an inventory document.</summary>
internal sealed class InventoryCheck(Inventory inventory, RuleReport report)
{
    private readonly DocumentCheck _check = new(report, inventory.Currency);
    private readonly HashSet<PositionKey> _positions = [];

    private readonly record struct PositionKey(string Item, string Location, string? Bin, string? Owner, string? Lot, string? Serial, DateOnly? Expiry, string Condition);

    public void Run()
    {
        _check.Key(inventory.Number, "number");
        var isSnapshot = inventory.Kind == InventoryKind.Snapshot;
        if (isSnapshot ? inventory.Movements.Count > 0 : inventory.Movements.Count == 0 || inventory.Positions.Count > 0)
        {
            report.Error(RuleIds.KindContent, isSnapshot ? "movements" : "positions", "The content does not go with the kind of document.",
                $"{inventory.Positions.Count} positions, {inventory.Movements.Count} movements", isSnapshot ? "positions only" : "movements only");
        }

        for (var i = 0; i < inventory.Positions.Count; i++)
        {
            using var _ = report.At("positions", i);
            Position(inventory.Positions[i]);
        }

        _check.UniqueIds(inventory.Movements, "movements", movement => movement.Id);
        for (var i = 0; i < inventory.Movements.Count; i++)
        {
            using var _ = report.At("movements", i);
            _check.Key(inventory.Movements[i].Id, "id");
            Movement(inventory.Movements[i]);
        }
    }

    private void Position(InventoryPosition position)
    {
        _check.Item(position.Item, "item");
        _check.Location(position.Location, "location");
        _check.Unit(position.Unit, "unit");
        _check.Instance(position.Instance, "instance");
        _check.PriceAmount(position.UnitCost, "unitCost");
        Buckets(position.Buckets);
        var key = new PositionKey(
            ItemKey(position.Item), position.Location.Code, position.Bin, position.Owner, position.Instance?.LotNumber, position.Instance?.SerialNumber,
            position.Instance?.ExpiryDate, position.Condition?.Value ?? StockCondition.New.Value);
        if (!_positions.Add(key))
            report.Error(RuleIds.RepeatedPosition, "", "The position is listed twice.", $"{key.Item} at {key.Location}", "one entry per item, place, owner, lot and condition");
    }

    private static string ItemKey(ItemReference item) =>
        item.SellerItemId ?? item.Gtin ?? item.ManufacturerItemId ?? item.BuyerItemId ?? (item.ExternalIds.Count > 0 ? item.ExternalIds[0].ToString() : "");

    private void Buckets(InventoryBuckets buckets)
    {
        using var _ = report.At("buckets");
        NotNegative(buckets.Reserved, "reserved");
        NotNegative(buckets.Allocated, "allocated");
        NotNegative(buckets.Incoming, "incoming");
        NotNegative(buckets.IncomingWorking, "incomingWorking");
        NotNegative(buckets.IncomingShipped, "incomingShipped");
        NotNegative(buckets.IncomingReceiving, "incomingReceiving");
        NotNegative(buckets.InTransit, "inTransit");
        NotNegative(buckets.Damaged, "damaged");
        NotNegative(buckets.QualityHold, "qualityHold");
        NotNegative(buckets.Expired, "expired");
        NotNegative(buckets.SafetyStock, "safetyStock");
        var stages = buckets.IncomingWorking + buckets.IncomingShipped + buckets.IncomingReceiving;
        if (stages is { } sum && buckets.Incoming is { } incoming && sum != incoming)
            report.Warning(RuleIds.IncomingStages, "incoming", "Incoming is not the sum of its stages.", DocumentCheck.Text(incoming), DocumentCheck.Text(sum));
    }

    private void NotNegative(decimal? value, string member)
    {
        if (value < 0)
            report.Error(RuleIds.NegativeBucket, member, "Stock is negative.", DocumentCheck.Text(value), "zero or more");
    }

    private void Movement(InventoryMovement movement)
    {
        _check.Item(movement.Item, "item");
        _check.Location(movement.Location, "location");
        _check.Location(movement.CounterLocation, "counterLocation");
        _check.Instance(movement.Instance, "instance");
        _check.Quantity(movement.Quantity, "quantity", mayBeNegative: true);
        _check.PriceAmount(movement.UnitCost, "unitCost");
        var expected = ExpectedSign(movement.Reason);
        var sign = Math.Sign(movement.Quantity.Value);
        if (sign == 0 || (expected != 0 && sign != expected))
            report.Warning(RuleIds.MovementSign, "quantity/value", $"The quantity does not fit the reason {movement.Reason.Value}.", DocumentCheck.Text(movement.Quantity.Value), expected < 0 ? "below zero" : expected > 0 ? "above zero" : "not zero");
    }

    /// <summary>1 where stock comes in, -1 where it goes out, 0 where both happen.</summary>
    private static int ExpectedSign(MovementReason reason) => reason.Kind switch
    {
        MovementReasonKind.Receipt or MovementReasonKind.Return or MovementReasonKind.TransferIn or MovementReasonKind.Production => 1,
        MovementReasonKind.Shipment or MovementReasonKind.SupplierReturn or MovementReasonKind.TransferOut or MovementReasonKind.Consumption
            or MovementReasonKind.Scrap or MovementReasonKind.Theft or MovementReasonKind.Expiry => -1,
        _ => 0,
    };
}
