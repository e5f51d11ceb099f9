using System.Globalization;
using Crossdock.Canonical;
using Crossdock.Canonical.CodeLists;

namespace Crossdock.FakeConnectors.Warehouse;

/// <summary>Stock level to a canonical snapshot of one position.</summary>
internal static class WarehouseStockMapping
{
    public static Change<Inventory> ToChange(WarehouseStock stock) => new()
    {
        DocumentKey = $"{stock.Sku}@{stock.Location}",
        SourceVersion = stock.Sequence,
        OccurredAt = stock.AsOf,
        Document = new Inventory
        {
            Kind = InventoryKind.Snapshot,
            AsOf = stock.AsOf,
            Sequence = stock.Sequence,
            SourceVersion = stock.Sequence.ToString(CultureInfo.InvariantCulture),
            Positions =
            [
                new InventoryPosition
                {
                    Item = new ItemReference { SellerItemId = stock.Sku },
                    Location = new LocationReference { Code = stock.Location },
                    Unit = UnitCodes.One,
                    Buckets = new InventoryBuckets { OnHand = stock.OnHand, Allocated = stock.Allocated, Available = stock.Available },
                },
            ],
        },
    };
}
