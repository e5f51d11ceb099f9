using Crossdock.Canonical;
using Crossdock.FakeConnectors.Shared;

namespace Crossdock.FakeConnectors.Erp;

/// <summary>Canonical order to sales order, and the ERP's promises to an acknowledgement.</summary>
internal static class ErpOrderMapping
{
    public static (ErpOrderBody Body, ErpPointers Pointers) ToErp(Order order, int revision)
    {
        var (lines, charges, origins) = (new List<ErpOrderLine>(), new List<ErpCharge>(), new List<int>());
        for (var i = 0; i < order.Lines.Count; i++)
        {
            var line = order.Lines[i];
            if (line.Type == OrderLineType.Charge)
            {
                charges.Add(new ErpCharge("charge", Net(line, i), line.Description, ErpAmounts.Rate(line.Taxes), Tax(line)));
            }
            else if (line.Type != OrderLineType.Comment)
            {
                lines.Add(ToLine(line, i));
                origins.Add(i);
            }
        }

        charges.AddRange(ErpAmounts.Charges(order.AllowanceCharges));
        var body = new ErpOrderBody(order.Number, revision, order.Currency, lines, charges, ErpAmounts.Totals(order.Totals, "/totals"))
        {
            CustomerReference = order.PurchaseOrderNumber,
            PlacedAt = order.Dates.Placed,
            Customer = ToParty(order.Parties.WithRole(PartyRole.Buyer)),
            BillTo = ToParty(order.Parties.WithRole(PartyRole.BillTo)),
            ShipTo = ToParty(order.Parties.WithRole(PartyRole.ShipTo)),
        };
        return (body, new ErpPointers(origins));
    }

    public static OrderAcknowledgement ToAcknowledgement(Order order, ErpOrder answer, string connection) => new()
    {
        Number = answer.Number,
        OrderNumber = order.Number,
        Code = answer.Acknowledgement.All(promise => promise.Status == "accepted") ? AcknowledgementCode.Accepted : AcknowledgementCode.Changed,
        IssuedAt = answer.ChangedAt,
        ExternalIds = [new ExternalId { System = connection, EntityType = "order", Value = answer.Number }],
        Lines = answer.Acknowledgement.Select(promise => ToLine(order, promise)).ToValueList(),
    };

    private static AcknowledgedLine ToLine(Order order, ErpPromise promise)
    {
        var ordered = order.Lines.FirstOrDefault(line => line.Id == promise.LineReference);
        var promised = new DateTimeOffset(promise.PromisedOn, TimeOnly.MinValue, TimeSpan.Zero);
        return new AcknowledgedLine
        {
            Id = promise.LineReference,
            OrderLineId = promise.LineReference,
            Item = ordered?.Item,
            OrderedQuantity = ordered?.Quantity,
            Acknowledgements =
            [
                new LineAcknowledgement
                {
                    Code = new AcknowledgementCode(promise.Status),
                    Quantity = (ordered?.Quantity ?? Quantity.Of(0)).WithValue(promise.Quantity),
                    PromisedShip = new TimeWindow { From = promised, To = promised, IsDateOnly = true },
                },
            ],
        };
    }

    private static ErpOrderLine ToLine(OrderLine line, int index)
    {
        var net = Net(line, index);
        var price = line.Price is { TaxIncluded: not true } known ? known.Amount.Amount : net / (line.Quantity.Value == 0 ? 1 : line.Quantity.Value);
        return new ErpOrderLine(
            line.Id,
            MappingProblem.RequiredSku(line.Item, $"/lines/{index}"),
            line.Description ?? line.Item?.Name,
            line.Quantity.Unit,
            line.Quantity.Value,
            price,
            net,
            ErpAmounts.Rate(line.Taxes),
            Tax(line));
    }

    private static decimal Net(OrderLine line, int index) => MappingProblem.Required(line.LineExtensionAmount, $"/lines/{index}/lineExtensionAmount").Amount;

    private static decimal? Tax(OrderLine line) => line.TaxAmount?.Amount ?? ErpAmounts.TaxAmount(line.Taxes);

    private static ErpParty? ToParty(Party? party)
    {
        if (party is null)
        {
            return null;
        }

        var (address, contact) = (party.Address, party.Contacts.FirstOrDefault());
        return new ErpParty(
            contact?.Name ?? address?.ContactName ?? party.Name,
            party.IsCompany == true ? party.Name : address?.CompanyName,
            [.. address?.Lines ?? default],
            address?.PostalCode,
            address?.City,
            address?.CountryCode,
            contact?.Email ?? address?.Email,
            contact?.Phone ?? address?.Phone);
    }
}
