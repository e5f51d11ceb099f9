using Crossdock.Canonical;

namespace Crossdock.Connectors.Vendure;

/// <content>Buyer and addresses.</content>
internal sealed partial class OrderMapping
{
    private ValueList<Party> Parties(VendureOrder source)
    {
        var (billing, shipping) = (Address(source.BillingAddress), Address(source.ShippingAddress));
        return
        [
            .. source.Customer is { } customer ? [Buyer(customer, billing ?? shipping)] : Array.Empty<Party>(),
            .. Addressee(PartyRole.ShipTo, shipping),
            .. Addressee(PartyRole.BillTo, billing),
        ];
    }

    private Party Buyer(VendureCustomer customer, Address? address)
    {
        var name = Texts.OrNull(string.Join(' ', Texts.Said(customer.FirstName, customer.LastName)));
        var id = ExternalId.Of(connection.Name, customer.Id, "Customer");
        return new Party
        {
            Role = PartyRole.Buyer,
            Name = address?.CompanyName ?? name,
            IsCompany = address?.CompanyName is not null,
            ExternalIds = [id],
            Address = address,
            Contacts =
            [
                new Contact
                {
                    Name = name,
                    FirstName = Texts.OrNull(customer.FirstName),
                    LastName = Texts.OrNull(customer.LastName),
                    Email = Texts.OrNull(customer.EmailAddress),
                    Phone = Texts.OrNull(customer.PhoneNumber),
                    ExternalIds = [id],
                },
            ],
        };
    }

    private static Party[] Addressee(PartyRole role, Address? address) => address is null
        ? []
        : [new Party { Role = role, Name = address.CompanyName ?? address.ContactName, IsCompany = address.CompanyName is not null, Address = address }];

    /// <summary>The address; null when the shop has none, which it sends as an address full of empty members.</summary>
    private static Address? Address(VendureAddress? source)
    {
        if (source is null || !Texts.Said(source.FullName, source.Company, source.StreetLine1, source.StreetLine2, source.City, source.PostalCode).Any())
        {
            return null;
        }

        var code = Texts.OrNull(source.CountryCode);
        var isIso = code is { Length: 2 } && code.All(char.IsAsciiLetterUpper);
        return new Address
        {
            Lines = [.. Texts.Said(source.StreetLine1, source.StreetLine2)],
            ContactName = Texts.OrNull(source.FullName),
            CompanyName = Texts.OrNull(source.Company),
            City = Texts.OrNull(source.City),
            RegionName = Texts.OrNull(source.Province),
            PostalCode = Texts.OrNull(source.PostalCode),
            CountryCode = isIso ? code : null,
            CountryName = Texts.OrNull(source.Country) ?? (isIso ? null : code),
            Phone = Texts.OrNull(source.PhoneNumber),
        };
    }
}
