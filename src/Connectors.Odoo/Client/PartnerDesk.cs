using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <summary>Finds the customer of an order and the addresses to use. Customers are never made up: an unknown one is refused or booked to the default.</summary>
internal sealed class PartnerDesk(OdooClient client, OdooOptions options, Problem problem)
{
    private const string Model = "res.partner";
    private static readonly string[] s_fields = ["name", "type", "street", "street2", "zip", "city", "country_id"];

    public async Task<(int Customer, int InvoiceTo, int ShipTo)> FindAsync(Order order, CancellationToken cancellationToken)
    {
        var buyer = order.Parties.WithRole(PartyRole.Buyer);
        var customer = await FindCustomerAsync(buyer, cancellationToken).ConfigureAwait(false);
        var known = await client.SearchAsync(
            OdooCall.Search(Model, Wire.Domain(Wire.Clause("commercial_partner_id", "=", customer.Id)), null, s_fields), cancellationToken).ConfigureAwait(false);
        var billTo = order.Parties.WithRole(PartyRole.BillTo)?.Address ?? buyer?.Address;
        var shipTo = order.Parties.WithRole(PartyRole.ShipTo)?.Address ?? billTo;
        var invoice = await ContactAsync(customer, known, billTo, "invoice", cancellationToken).ConfigureAwait(false);
        var delivery = ReferenceEquals(billTo, shipTo) ? invoice : await ContactAsync(customer, known, shipTo, "delivery", cancellationToken).ConfigureAwait(false);
        return (customer.Id, invoice, delivery);
    }

    private async Task<OdooRow> FindCustomerAsync(Party? buyer, CancellationToken cancellationToken)
    {
        var known = buyer?.ExternalIds.From(problem.Connection.Name, Model)?.Value;
        var code = known ?? options.DefaultCustomer ?? throw problem.Unmappable(
            "/parties",
            $"The buyer has no id of '{problem.Connection.Name}' ({Model}), so nobody says which customer it is in Odoo; map the contact's reference there, or set {problem.Option(nameof(OdooOptions.DefaultCustomer))} to a customer for such orders.");
        var rows = await client.SearchAsync(
            OdooCall.Search(Model, Wire.Domain(Wire.Clause("ref", "=", code), Wire.Clause("parent_id", "=", false)), 2, s_fields), cancellationToken).ConfigureAwait(false);
        return rows is [var customer]
            ? customer
            : throw problem.Unmappable(
                "/parties",
                known is null
                    ? $"Odoo has no contact, or several, with the reference of {problem.Option(nameof(OdooOptions.DefaultCustomer))}; correct the option or the contacts."
                    : "Odoo has no contact, or several, with the reference that the buyer's id names; create it there, or correct the id in the source.");
    }

    private async Task<int> ContactAsync(OdooRow customer, IReadOnlyList<OdooRow> known, Address? wanted, string type, CancellationToken cancellationToken)
    {
        if (wanted is null)
        {
            return known.Where(one => one.Text("type") == type).Select(one => (int?)one.Id).FirstOrDefault() ?? customer.Id;
        }

        var values = AddressMapping.Of(wanted, customer.Text("name") ?? "");
        var country = wanted.CountryCode is { } code ? await CountryAsync(code, cancellationToken).ConfigureAwait(false) : null;
        foreach (var same in known.Where(one => IsSame(one, values, country)))
        {
            return same.Id;
        }

        // An address that is made twice by accident does no harm; an order that goes to another one does.
        var record = new JsonObject
        {
            ["parent_id"] = customer.Id,
            ["type"] = type,
            ["name"] = values.Name,
            ["street"] = values.Street,
            ["street2"] = values.Street2,
            ["zip"] = values.PostalCode,
            ["city"] = values.City,
            ["country_id"] = country,
        };
        return await client.SendAsync(OdooCall.Create(Model, record), result => result[0].GetInt32(), cancellationToken).ConfigureAwait(false);
    }

    private async Task<int?> CountryAsync(string code, CancellationToken cancellationToken) =>
        (await client.SearchAsync(OdooCall.Search("res.country", Wire.Domain(Wire.Clause("code", "=", code)), 1, "code"), cancellationToken).ConfigureAwait(false))
        .Select(row => (int?)row.Id).FirstOrDefault();

    private static bool IsSame(OdooRow row, AddressMapping values, int? country) =>
        row.Text("name") == values.Name && row.Text("street") == values.Street && row.Text("street2") == values.Street2 && row.Text("zip") == values.PostalCode
        && row.Text("city") == values.City && row.Reference("country_id") == country;
}
