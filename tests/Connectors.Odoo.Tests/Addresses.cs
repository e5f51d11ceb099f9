using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo.Tests;

/// <summary>Odoo has a name and two lines of street.</summary>
public class Addresses
{
    [Fact]
    public void A_company_a_person_and_several_lines_are_kept_in_what_there_is() =>
        AddressMapping.Of(new Address { CompanyName = "Groß GmbH", ContactName = "Zoë Groß", Lines = ["Am Markt 3", "Hof links"], PostalCode = "50667", City = "Köln" }, "Web")
            .ShouldBe(new AddressMapping("Groß GmbH", "Zoë Groß", "Am Markt 3, Hof links", "50667", "Köln"));

    [Fact]
    public void An_address_without_a_name_has_the_customers() =>
        AddressMapping.Of(new Address { Lines = ["7\tSide St", " "], City = " " }, "Web").ShouldBe(new AddressMapping("Web", "7 Side St", null, null, null));
}
