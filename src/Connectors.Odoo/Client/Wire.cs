using System.Globalization;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Odoo;

/// <summary>Writes values as Odoo takes them.</summary>
internal static class Wire
{
    /// <summary>A time, in UTC as the server keeps all of them. ISO 8601 with T or Z is answered with status 500.</summary>
    public static string Time(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Date(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static JsonArray Ids(params IEnumerable<int> ids) => new([.. ids.Select(id => (JsonNode)id)]);

    public static JsonArray Texts(params IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>A domain: clauses that all have to hold.</summary>
    public static JsonArray Domain(params JsonNode[] clauses) => new(clauses);

    public static JsonArray Clause(string field, string @operator, JsonNode? value) => new(field, @operator, value);

    /// <summary>Adds clauses of which one has to hold; Odoo writes the operator before its two operands.</summary>
    public static void AddAny(JsonArray domain, IReadOnlyList<JsonNode> clauses)
    {
        for (var i = 1; i < clauses.Count; i++)
        {
            domain.Add((JsonNode)"|");
        }

        foreach (var clause in clauses)
        {
            domain.Add(clause);
        }
    }
}
