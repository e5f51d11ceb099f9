using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <summary>
/// An address as Tryton keeps it: the name is one line, the street several. Tryton refuses a line break or a tab anywhere but in the street, and takes
/// spaces off both ends, so an address that is to be found again is written that way.
/// </summary>
internal sealed record AddressMapping(string? Name, string? Street, string? PostalCode, string? City)
{
    public static AddressMapping Of(Address address)
    {
        // With a company the person is the first line below it, as on an envelope.
        var (company, person) = (Line(address.CompanyName), Line(address.ContactName));
        IEnumerable<string?> street = company is null ? address.Lines.Select(Line) : address.Lines.Select(Line).Prepend(person);
        return new AddressMapping(company ?? person, string.Join('\n', street.OfType<string>()) is { Length: > 0 } text ? text : null, Line(address.PostalCode), Line(address.City));
    }

    private static string? Line(string? text) =>
        text is null ? null : string.Join(' ', text.Split((char[])['\t', '\n', '\r', '\v', '\f', ' '], StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } line ? line : null;
}
