using System.Globalization;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Tryton;

/// <summary>
/// Writes values as Tryton takes them. JSON has no decimals, dates and times, so each is an object with a <c>__class__</c>; a plain
/// number in place of a Decimal is refused or, worse, taken for a float.
/// </summary>
internal static class Wire
{
    public static JsonObject Decimal(decimal value) => new() { ["__class__"] = "Decimal", ["decimal"] = value.ToString(CultureInfo.InvariantCulture) };

    public static JsonObject Date(DateOnly value) => new() { ["__class__"] = "date", ["year"] = value.Year, ["month"] = value.Month, ["day"] = value.Day };

    /// <summary>A time, in UTC as the server keeps all of them.</summary>
    public static JsonObject Time(DateTimeOffset value)
    {
        var utc = value.UtcDateTime;
        return new JsonObject
        {
            ["__class__"] = "datetime",
            ["year"] = utc.Year,
            ["month"] = utc.Month,
            ["day"] = utc.Day,
            ["hour"] = utc.Hour,
            ["minute"] = utc.Minute,
            ["second"] = utc.Second,
            ["microsecond"] = (int)(utc.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond),
        };
    }

    /// <summary>A float field, such as a quantity: the shortest text of the decimal, always with a point, so that it is no integer.</summary>
    public static JsonNode Float(decimal value)
    {
        var text = value.ToString("0.0##################", CultureInfo.InvariantCulture);
        return JsonNode.Parse(text)!;
    }

    public static JsonArray Ids(params IEnumerable<int> ids) => new([.. ids.Select(id => (JsonNode)id)]);

    public static JsonArray Texts(params IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>A domain: clauses that all have to hold.</summary>
    public static JsonArray Domain(params JsonNode[] clauses) => new(clauses);

    public static JsonArray Clause(string field, string @operator, JsonNode? value) => new(field, @operator, value);

    /// <summary>Clauses of which one has to hold.</summary>
    public static JsonArray Or(params IEnumerable<JsonNode> clauses) => new(["OR", .. clauses]);

    /// <summary>New records in a field that holds records.</summary>
    public static JsonArray Create(IEnumerable<JsonObject> records) => new(new JsonArray("create", new JsonArray([.. records])));

    /// <summary>Existing records added to a field that holds records.</summary>
    public static JsonArray Add(IEnumerable<int> ids) => new(new JsonArray("add", Ids(ids)));
}
