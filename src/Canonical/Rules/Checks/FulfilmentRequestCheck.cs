namespace Crossdock.Canonical.Rules.Checks;

/// <summary>Rules of a fulfilment request.</summary>
internal sealed class FulfilmentRequestCheck(FulfilmentRequest request, RuleReport report)
{
    private readonly DocumentCheck _check = new(report, request.Currency);

    public void Run()
    {
        _check.Key(request.Number, "number");
        _check.References(request.Orders, "orders");
        var lineIds = _check.UniqueIds(request.Lines, "lines", line => line.Id);
        _check.Statuses(request.Statuses);
        _check.Parties(request.Parties);
        _check.Location(request.Location, "location");
        _check.Window(request.RequestedShip, "requestedShip");
        _check.Window(request.RequestedDelivery, "requestedDelivery");
        _check.DeliveryTerms(request.DeliveryTerms, "deliveryTerms");
        _check.Holds(request.Holds, lineIds);
        _check.ForeignAmount(request.CashOnDelivery, "cashOnDelivery");
        _check.ForeignAmount(request.InsuredValue, "insuredValue");
        _check.Parents(request.Lines, lineIds, line => line.Id, line => line.ParentLineId);
        for (var i = 0; i < request.Lines.Count; i++)
        {
            using var _ = report.At("lines", i);
            Line(request.Lines[i]);
        }

        ShipTo();
    }

    private void Line(FulfilmentLine line)
    {
        _check.Item(line.Item, "item");
        _check.Quantity(line.Quantity, "quantity");
        if (line.Quantity.Value == 0)
            report.Error(RuleIds.NothingToFulfil, "quantity/value", "The line asks for nothing; leave it out.", line.Quantity.ToString(), "above zero");
        _check.Ladder(line.Quantities, "quantities");
        _check.Listed(line.Order, request.Orders, "order");
        _check.Location(line.Location, "location");
        _check.Instances(line.Instances);
        _check.Prices(line.UnitPrice, "unitPrice");
        _check.Customs(line.Customs, "customs");
        _check.Statuses(line.Statuses);
    }

    private void ShipTo()
    {
        var isSent = request.Type is null || request.Type == FulfilmentRequestType.Ship
            || request.Type == FulfilmentRequestType.DropShip || request.Type == FulfilmentRequestType.LocalDelivery;
        if (isSent && request.Parties.WithRole(PartyRole.ShipTo)?.Address?.CountryCode is null)
            report.Error(RuleIds.ShipToMissing, "parties", "There is nowhere to send it.", "no ship-to with a country", "a party with the role shipTo and an address");
    }
}
