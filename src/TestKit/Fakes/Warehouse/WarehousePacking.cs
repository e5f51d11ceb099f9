using System.Globalization;

namespace Crossdock.TestKit.Fakes;

/// <summary>Turns a request into its one shipment. Everything follows from the request's number, so that a run repeats.</summary>
internal static class WarehousePacking
{
    private static readonly (string Name, string Code, string Service, string UrlPrefix)[] s_carriers =
    [
        ("DHL Paket", "DHLG", "PAKET", "https://carrier.example/dhl/"),
        ("UPS", "UPSN", "GROUND", "https://carrier.example/ups/"),
        ("DPD", "DPDG", "CLASSIC", "https://carrier.example/dpd/"),
    ];

    public static WarehouseShipment Pack(WarehouseRequest request, long number, DateTimeOffset shippedAt)
    {
        var random = new SplitMix((ulong)number);
        var carrier = s_carriers[random.NextInt(s_carriers.Length)];
        var tracking = string.Create(CultureInfo.InvariantCulture, $"JJD{number:D6}{random.NextInt(1_000_000_000):D9}");
        var lines = new List<WarehouseShipmentLine>();
        foreach (var line in request.Request.Lines)
        {
            lines.Add(new WarehouseShipmentLine(line.LineReference, line.Sku, line.Quantity, PickLots(line, shippedAt, ref random)));
        }

        var packages = new List<WarehousePackage>();
        for (var i = 0; i <= random.NextInt(2); i++)
        {
            var digits = string.Create(CultureInfo.InvariantCulture, $"34012345{number * 10 + i:D9}");
            packages.Add(new WarehousePackage(digits + FakeCatalogue.CheckDigit(digits), 200 + random.NextInt(8000)));
        }

        return new WarehouseShipment(
            string.Create(CultureInfo.InvariantCulture, $"SH-{number:D6}"),
            request.Id,
            request.Request.ExternalReference,
            request.Request.OrderReference,
            request.Location,
            shippedAt,
            carrier.Name,
            carrier.Code,
            carrier.Service,
            tracking,
            carrier.UrlPrefix + tracking,
            lines,
            packages,
            number);
    }

    private static List<WarehouseLot> PickLots(WarehouseRequestLine line, DateTimeOffset shippedAt, ref SplitMix random)
    {
        var lots = new List<WarehouseLot>();
        if (FakeCatalogue.Find(line.Sku) is not { IsLotTracked: true })
        {
            return lots;
        }

        var firstLot = line.Quantity > 1 && random.Chance(0.3) ? 1 : line.Quantity;
        for (var left = line.Quantity; left > 0; left -= firstLot, firstLot = left)
        {
            var expiresOn = DateOnly.FromDateTime(shippedAt.UtcDateTime).AddDays(180 + random.NextInt(365));
            lots.Add(new WarehouseLot(string.Create(CultureInfo.InvariantCulture, $"L{expiresOn:yyMM}-{random.NextInt(100):D2}"), firstLot, expiresOn));
        }

        return lots;
    }
}
