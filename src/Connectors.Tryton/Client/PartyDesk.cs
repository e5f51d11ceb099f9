using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <summary>Finds the customer of an order and the addresses to use. Customers are never made up: an unknown one is refused or booked to the default.</summary>
internal sealed class PartyDesk(TrytonClient client, TrytonOptions options, Problem problem)
{
    private const string Model = "party.party";

    public async Task<(TrytonRow Party, int InvoiceAddress, int ShipmentAddress)> FindAsync(Order order, CancellationToken cancellationToken)
    {
        var buyer = order.Parties.WithRole(PartyRole.Buyer);
        var party = await FindPartyAsync(buyer, cancellationToken).ConfigureAwait(false);
        var addresses = await client.ReadAsync(
            TrytonCall.Search(
                "party.address", Wire.Domain(Wire.Clause("party", "=", party.Id)), null, Order("sequence", "id"),
                "party_name", "street", "postal_code", "city", "country.code", "invoice", "delivery"),
            cancellationToken).ConfigureAwait(false);
        var billTo = order.Parties.WithRole(PartyRole.BillTo)?.Address ?? buyer?.Address;
        var shipTo = order.Parties.WithRole(PartyRole.ShipTo)?.Address ?? billTo;
        var invoice = await AddressAsync(party, addresses, billTo, "invoice", cancellationToken).ConfigureAwait(false);
        var shipment = ReferenceEquals(billTo, shipTo) && billTo is not null ? invoice : await AddressAsync(party, addresses, shipTo, "delivery", cancellationToken).ConfigureAwait(false);
        return (party, invoice, shipment);
    }

    private async Task<TrytonRow> FindPartyAsync(Party? buyer, CancellationToken cancellationToken)
    {
        var known = buyer?.ExternalIds.From(problem.Connection.Name, Model)?.Value;
        var code = known ?? options.DefaultCustomer ?? throw problem.Unmappable(
            "/parties",
            $"The buyer has no id of '{problem.Connection.Name}' ({Model}), so nobody says which customer it is in Tryton; map the party's code there, or set {problem.Option(nameof(TrytonOptions.DefaultCustomer))} to a customer for such orders.");
        var rows = await client.ReadAsync(
            TrytonCall.Search(Model, Wire.Domain(Wire.Clause("code", "=", code)), 2, null, "code", "customer_payment_term"), cancellationToken).ConfigureAwait(false);
        return rows is [var party]
            ? party
            : throw problem.Unmappable(
                "/parties",
                known is null
                    ? $"Tryton has no party with the code of {problem.Option(nameof(TrytonOptions.DefaultCustomer))}; correct the option or create the party."
                    : "Tryton has no party with the code that the buyer's id names; create it there, or correct the id in the source.");
    }

    private async Task<int> AddressAsync(TrytonRow party, IReadOnlyList<TrytonRow> addresses, Address? wanted, string use, CancellationToken cancellationToken)
    {
        if (wanted is null)
        {
            return addresses.Where(one => one.Flag(use)).Concat(addresses).Select(one => (int?)one.Id).FirstOrDefault()
                ?? throw problem.Unmappable("/parties", $"Neither the order nor the party in Tryton has an address for '{use}'; give it one.");
        }

        var values = AddressMapping.Of(wanted);
        foreach (var known in addresses.Where(one => IsSame(one, values, wanted.CountryCode)))
        {
            return known.Id;
        }

        // An address that is made twice by accident does no harm; a sale that goes to another one does.
        var record = new JsonObject
        {
            ["party"] = party.Id,
            ["party_name"] = values.Name,
            ["street"] = values.Street,
            ["postal_code"] = values.PostalCode,
            ["city"] = values.City,
            [use] = true,
        };
        if (wanted.CountryCode is { } country && await CountryAsync(country, cancellationToken).ConfigureAwait(false) is { } countryId)
        {
            record["country"] = countryId;
        }

        return await client.SendAsync(TrytonCall.Write("party.address", "create", new JsonArray(record)), result => result[0].GetInt32(), cancellationToken).ConfigureAwait(false);
    }

    private async Task<int?> CountryAsync(string code, CancellationToken cancellationToken)
    {
        var rows = await client.ReadAsync(TrytonCall.Search("country.country", Wire.Domain(Wire.Clause("code", "=", code)), 1, null, "code"), cancellationToken).ConfigureAwait(false);
        return rows.Select(row => (int?)row.Id).FirstOrDefault();
    }

    private static bool IsSame(TrytonRow row, AddressMapping values, string? country) =>
        row.Text("party_name") == values.Name && row.Text("street") == values.Street && row.Text("postal_code") == values.PostalCode && row.Text("city") == values.City
        && (row.Of("country")?.Text("code") is not { } known || known == country);

    private static JsonArray Order(params string[] fields) => new([.. fields.Select(field => (JsonNode)new JsonArray(field, "ASC"))]);
}
