using Crossdock.Canonical;
using Crossdock.FakeConnectors.Shared;

namespace Crossdock.FakeConnectors.Warehouse;

/// <summary>Canonical fulfilment request to the warehouse's.</summary>
internal static class WarehouseRequestMapping
{
    public static WarehouseRequestBody ToWarehouse(FulfilmentRequest request, int revision)
    {
        var orders = request.Orders.Count > 0 ? request.Orders.Select(order => order.Id) : request.Lines.Select(line => line.Order?.Id).OfType<string>();
        return new WarehouseRequestBody(
            WarehouseReference.Of(request.Number, revision),
            MappingProblem.SingleOrder(orders, "/orders"),
            ToAddress(request.Parties),
            [.. request.Lines.Select((line, i) => new WarehouseRequestLine(line.Order?.LineId ?? line.Id, MappingProblem.RequiredSku(line.Item, $"/lines/{i}"), line.Quantity.Value))])
        {
            Carrier = request.ShippingMethods.Count > 0 ? request.ShippingMethods[0].CarrierCode : null,
            ShipBy = request.RequestedShip?.To is { } to ? DateOnly.FromDateTime(to.UtcDateTime) : null,
            Instructions = request.PackingInstructions,
        };
    }

    /// <summary>A pointer into the warehouse's body, in the canonical document.</summary>
    public static string? ToCanonical(FulfilmentRequest request, string? pointer)
    {
        if (pointer is null)
        {
            return null;
        }

        var shipTo = request.Parties.TakeWhile(party => party.Role != PartyRole.ShipTo).Count();
        return pointer switch
        {
            "/externalReference" => "/number",
            "/orderReference" => "/orders/0/id",
            _ when pointer.StartsWith("/shipTo/", StringComparison.Ordinal) => $"/parties/{shipTo}/address/{pointer["/shipTo/".Length..]}",
            _ when pointer.EndsWith("/sku", StringComparison.Ordinal) => pointer[..^"sku".Length] + "item/sellerItemId",
            _ when pointer.EndsWith("/quantity", StringComparison.Ordinal) => pointer + "/value",
            _ => pointer,
        };
    }

    private static WarehouseAddress ToAddress(ValueList<Party> parties)
    {
        for (var i = 0; i < parties.Count; i++)
        {
            if (parties[i].Role == PartyRole.ShipTo)
            {
                var pointer = $"/parties/{i}/address";
                var address = MappingProblem.Required(parties[i].Address, pointer);
                return new WarehouseAddress(
                    MappingProblem.Required(address.ContactName ?? address.CompanyName ?? parties[i].Name, pointer + "/contactName"),
                    [.. address.Lines],
                    MappingProblem.Required(address.City, pointer + "/city"),
                    MappingProblem.Required(address.CountryCode, pointer + "/countryCode"),
                    address.PostalCode,
                    address.RegionCode ?? address.RegionName,
                    address.Phone);
            }
        }

        throw MappingProblem.At("/parties", "The warehouse needs a party with role shipTo.");
    }
}
