using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa;

/// <content>Buyer and addresses.</content>
internal sealed partial class OrderMapping
{
    private ValueList<Party> Parties(MedusaOrder source)
    {
        var (billing, shipping) = (Address(source.BillingAddress), Address(source.ShippingAddress));
        return
        [
            .. source.Customer is not null || Texts.OrNull(source.Email) is not null ? [Buyer(source, billing ?? shipping)] : Array.Empty<Party>(),
            .. Addressee(PartyRole.ShipTo, shipping),
            .. Addressee(PartyRole.BillTo, billing),
        ];
    }

    private Party Buyer(MedusaOrder source, Address? address)
    {
        // Guests have an account without names; those stand in their addresses.
        var customer = source.Customer;
        var from = source.BillingAddress ?? source.ShippingAddress;
        var (first, last) = (Texts.OrNull(customer?.FirstName) ?? Texts.OrNull(from?.FirstName), Texts.OrNull(customer?.LastName) ?? Texts.OrNull(from?.LastName));
        var name = Texts.OrNull(string.Join(' ', Texts.Said(first, last)));
        var company = Texts.OrNull(customer?.CompanyName) ?? address?.CompanyName;
        ValueList<ExternalId> ids = customer is null ? [] : [ExternalId.Of(connection.Name, customer.Id, "Customer")];
        return new Party
        {
            Role = PartyRole.Buyer,
            Name = company ?? name ?? Texts.OrNull(source.Email),
            IsCompany = company is not null,
            ExternalIds = ids,
            Address = address,
            Contacts =
            [
                new Contact
                {
                    Name = name,
                    FirstName = first,
                    LastName = last,
                    Email = Texts.OrNull(source.Email) ?? Texts.OrNull(customer?.Email),
                    Phone = Texts.OrNull(customer?.Phone) ?? Texts.OrNull(from?.Phone),
                    ExternalIds = ids,
                },
            ],
        };
    }

    private static Party[] Addressee(PartyRole role, Address? address) => address is null
        ? []
        : [new Party { Role = role, Name = address.CompanyName ?? address.ContactName, IsCompany = address.CompanyName is not null, Address = address }];

    /// <summary>The address; null when the shop has none, or one that says nothing but a country.</summary>
    private static Address? Address(MedusaAddress? source)
    {
        if (source is null || !Texts.Said(source.FirstName, source.LastName, source.Company, source.Address1, source.Address2, source.City, source.PostalCode).Any())
        {
            return null;
        }

        // The shop writes countries in small letters.
        var code = Texts.OrNull(source.CountryCode)?.ToUpperInvariant();
        var isIso = code is { Length: 2 } && code.All(char.IsAsciiLetterUpper);
        return new Address
        {
            Lines = [.. Texts.Said(source.Address1, source.Address2)],
            ContactName = Texts.OrNull(string.Join(' ', Texts.Said(source.FirstName, source.LastName))),
            CompanyName = Texts.OrNull(source.Company),
            City = Texts.OrNull(source.City),
            RegionName = Texts.OrNull(source.Province),
            PostalCode = Texts.OrNull(source.PostalCode),
            CountryCode = isIso ? code : null,
            CountryName = isIso ? null : code,
            Phone = Texts.OrNull(source.Phone),
        };
    }
}
