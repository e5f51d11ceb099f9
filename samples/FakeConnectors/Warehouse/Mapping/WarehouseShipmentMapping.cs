using System.Globalization;
using Crossdock.Canonical;

namespace Crossdock.FakeConnectors.Warehouse;

/// <summary>Shipment event to canonical shipment.</summary>
internal static class WarehouseShipmentMapping
{
    public static Change<Shipment> ToChange(WarehouseShipment shipment, string connection) => new()
    {
        DocumentKey = shipment.Number,
        Document = ToCanonical(shipment, connection),
        SourceVersion = shipment.Sequence,
        OccurredAt = shipment.ShippedAt,
    };

    private static Shipment ToCanonical(WarehouseShipment shipment, string connection)
    {
        var order = new DocumentReference { Type = DocumentReferenceType.Order, Id = shipment.OrderReference };
        var request = new DocumentReference { Type = DocumentReferenceType.FulfilmentRequest, Id = WarehouseReference.NumberOf(shipment.RequestReference) };
        var lines = shipment.Lines.Select((line, i) => ToLine(line, i, order, request)).ToValueList();
        return new Shipment
        {
            Number = shipment.Number,
            Type = ShipmentType.Outbound,
            SourceVersion = shipment.Sequence.ToString(CultureInfo.InvariantCulture),
            ExternalIds = [new ExternalId { System = connection, EntityType = "shipment", Value = shipment.Number }],
            Orders = [order],
            FulfilmentRequests = [request],
            Carrier = new Carrier { Code = shipment.CarrierCode, Name = shipment.Carrier, ServiceCode = shipment.Service, Mode = TransportMode.Parcel },
            TrackingNumbers = [new TrackingNumber { Number = shipment.TrackingNumber, Url = shipment.TrackingUrl.AbsoluteUri, CarrierCode = shipment.CarrierCode }],
            Dates = new ShipmentDates { Shipped = shipment.ShippedAt },
            Statuses = [StatusFact.Of(FulfilmentStatus.Shipped, "shipped", StatusConfidence.Asserted)],
            Location = new LocationReference { Code = shipment.Location },
            Lines = lines,
            HandlingUnits = shipment.Packages.Select(package => ToUnit(package, shipment.Packages.Count == 1 ? lines : [])).ToValueList(),
            PackageCount = shipment.Packages.Count,
        };
    }

    private static ShipmentLine ToLine(WarehouseShipmentLine line, int index, DocumentReference order, DocumentReference request) => new()
    {
        Id = (index + 1).ToString(CultureInfo.InvariantCulture),
        Order = order with { LineId = line.LineReference },
        FulfilmentRequest = request,
        Item = new ItemReference { SellerItemId = line.Sku },
        Quantity = Quantity.Of(line.Quantity),
        Instances = line.Lots.Select(lot => new ItemInstance { LotNumber = lot.Lot, ExpiryDate = lot.ExpiresOn, Quantity = Quantity.Of(lot.Quantity) }).ToValueList(),
    };

    /// <summary>The warehouse says what is in a package only by sending a single one.</summary>
    private static HandlingUnit ToUnit(WarehousePackage package, ValueList<ShipmentLine> contents) => new()
    {
        Id = package.Sscc,
        Sscc = package.Sscc,
        Level = HandlingUnitLevel.Carton,
        PackageType = "CT",
        GrossWeight = new Measure { Value = package.WeightGrams, Unit = "GRM" },
        Contents = contents.Select(line => new HandlingUnitContent { LineId = line.Id, Quantity = line.Quantity, Instances = line.Instances }).ToValueList(),
    };
}
