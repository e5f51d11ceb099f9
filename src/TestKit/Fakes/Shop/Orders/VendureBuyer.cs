using System.Globalization;
using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

/// <summary>An invented buyer. Addresses are at example.com and on streets that do not exist.</summary>
internal sealed record VendureBuyer(int Number, string FirstName, string LastName, string? Company, string Street, string City, string? Province, string PostalCode, VendureMarket Market)
{
    private static readonly string[] s_firstNames = ["Ada", "Bruno", "Chiyo", "Dara", "Eszter", "Femi", "Grace", "Hana", "Íñigo", "Jules", "Zoë"];
    private static readonly string[] s_lastNames = ["Löwe", "O'Neil", "Sato", "Nwosu", "García-Pérez", "Šimić", "Dubois", "van der Berg", "Kowalski", "Smith"];
    private static readonly string[] s_companies = ["Löwe GmbH", "Dubois & Fils SARL", "Orchard Supply Ltd", "Kitanomaru K.K.", "Blue Harbor Traders, Inc."];

    private static readonly Dictionary<string, (string Street, string City, string? Province, string PostalCode)[]> s_places = new(StringComparer.Ordinal)
    {
        ["DE"] = [("Lindenstraße", "Berlin", "BE", "10115"), ("Am Hafen", "Hamburg", "HH", "20457")],
        ["FR"] = [("Rue des Quais", "Lyon", null, "69002"), ("Avenue du Port", "Nantes", null, "44000")],
        ["IE"] = [("Orchard Lane", "Cork", null, "T12 X8Y9")],
        ["US"] = [("Harbor Street", "Brooklyn", "NY", "11201"), ("Mill Road", "Austin", "TX", "78701")],
        ["JP"] = [("Shibuya 1-2", "Tokyo", "Tokyo", "150-0002"), ("Umeda 3-4", "Osaka", "Osaka", "530-0001")],
    };

    public static VendureBuyer Create(VendureMarket market, ref SplitMix random)
    {
        var places = s_places[market.CountryCode];
        var (street, city, province, postalCode) = places[random.NextInt(places.Length)];
        var company = random.Chance(0.25) ? random.Pick<string>(s_companies) : null;
        return new VendureBuyer(1 + random.NextInt(400), random.Pick<string>(s_firstNames), random.Pick<string>(s_lastNames), company, street, city, province, postalCode, market);
    }

    public JsonObject Customer() => new()
    {
        ["id"] = (100 + Number).ToString(CultureInfo.InvariantCulture),
        ["title"] = null,
        ["emailAddress"] = string.Create(CultureInfo.InvariantCulture, $"buyer{Number}@example.com"),
        ["firstName"] = FirstName,
        ["lastName"] = LastName,
        ["phoneNumber"] = Phone,
        ["groups"] = Company is null ? new JsonArray() : new JsonArray(new JsonObject { ["id"] = "2", ["name"] = "Business" }),
    };

    public JsonObject Address(string houseNumber) => new()
    {
        ["fullName"] = $"{FirstName} {LastName}",
        ["company"] = Company,
        ["streetLine1"] = $"{Street} {houseNumber}",
        ["streetLine2"] = null,
        ["city"] = City,
        ["province"] = Province,
        ["postalCode"] = PostalCode,
        ["country"] = Market.Country,
        ["countryCode"] = Market.CountryCode,
        ["phoneNumber"] = Phone,
    };

    /// <summary>What the shop returns when the buyer gave no billing address of their own.</summary>
    public static JsonObject NoAddress() => new(
        new[] { "fullName", "company", "streetLine1", "streetLine2", "city", "province", "postalCode", "country", "countryCode", "phoneNumber" }
            .Select(name => KeyValuePair.Create<string, JsonNode?>(name, null)));

    private string Phone => string.Create(CultureInfo.InvariantCulture, $"+00 30 {Number:D4}");
}
