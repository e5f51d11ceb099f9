using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton.Tests;

/// <summary>Tryton refuses an address with a line break anywhere but in the street.</summary>
public class Addresses
{
    [Fact]
    public void A_company_and_a_person_are_no_name_of_two_lines() =>
        AddressMapping.Of(new Address { CompanyName = "Groß GmbH", ContactName = "Zoë Groß", Lines = ["Am Markt 3", "Hof links"], PostalCode = "50667", City = "Köln" })
            .ShouldBe(new AddressMapping("Groß GmbH", "Zoë Groß\nAm Markt 3\nHof links", "50667", "Köln"));

    [Fact]
    public void A_person_alone_is_the_name() =>
        AddressMapping.Of(new Address { ContactName = "Jo Doe", Lines = ["7 Side St"] }).ShouldBe(new AddressMapping("Jo Doe", "7 Side St", null, null));

    [Fact]
    public void What_the_server_would_refuse_or_trim_is_written_as_it_will_be_read() =>
        AddressMapping.Of(new Address { CompanyName = " Acme\r\nEast ", Lines = ["1\tMain St", " "], PostalCode = "10115\n", City = " " })
            .ShouldBe(new AddressMapping("Acme East", "1 Main St", "10115", null));
}
