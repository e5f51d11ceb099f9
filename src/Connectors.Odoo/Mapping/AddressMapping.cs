using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <summary>An address as Odoo keeps it: a contact below the customer, with a name and two lines of street.</summary>
internal sealed record AddressMapping(string Name, string? Street, string? Street2, string? PostalCode, string? City)
{
    /// <param name="address">The address.</param>
    /// <param name="customer">Name of the customer, for an address without one.</param>
    public static AddressMapping Of(Address address, string customer)
    {
        var (company, person) = (Line(address.CompanyName), Line(address.ContactName));

        // With a company the person is the first line below it, as on an envelope; what does not fit into two lines is joined.
        List<string> lines = [.. (company is null ? address.Lines.Select(Line) : address.Lines.Select(Line).Prepend(person)).OfType<string>()];
        return new AddressMapping(
            company ?? person ?? customer,
            lines.FirstOrDefault(),
            lines.Count > 1 ? string.Join(", ", lines.Skip(1)) : null,
            Line(address.PostalCode),
            Line(address.City));
    }

    private static string? Line(string? text) =>
        text is null ? null : string.Join(' ', text.Split((char[])['\t', '\n', '\r', '\v', '\f', ' '], StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } line ? line : null;
}
