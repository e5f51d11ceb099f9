using Crossdock.Canonical;
using Crossdock.RealSystems.Odoo;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooShipmentLookup(LiveOdoo live) : DocumentLookupConformance<Shipment>
{
    private OdooFixture Erp => field ??= new OdooFixture(live);

    protected override ConnectorFixture Fixture => Erp;

    protected override async Task<string> CreateAsync() => (await Erp.Desk.ShipAsync(1))[0];

    /// <summary>Odoo counts from 1 on, so that the beginning of a number is another number.</summary>
    protected override string UnknownKey(string existing) => existing + "0000";
}
