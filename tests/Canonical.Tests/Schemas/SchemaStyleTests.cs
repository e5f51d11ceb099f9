using System.Text.Json;

namespace Crossdock.Canonical.Tests.Schemas;

/// <summary>House rules of the schemas that no compiler enforces: described, closed, bounded, referenced.</summary>
public sealed class SchemaStyleTests
{
    private static readonly string[] s_documents = ["order", "order-acknowledgement", "fulfilment-request", "item", "inventory", "shipment", "invoice", "payment"];

    public static TheoryData<string> Files() => [.. s_documents, "common"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_place_is_described_closed_and_bounded(string file)
    {
        using var schema = Load(file);

        Walk(schema.RootElement, "").SelectMany(place => Complaints(place.Schema, place.Pointer)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_id_names_the_file(string file)
    {
        using var schema = Load(file);

        schema.RootElement.GetProperty("$id").GetString().ShouldBe($"https://crossdock.dev/schemas/1.0/{file}.schema.json");
    }

    [Fact]
    public void Every_shared_type_is_used_or_is_the_codes_of_a_status_axis()
    {
        using var common = Load("common");
        var names = common.RootElement.GetProperty("$defs").EnumerateObject().Select(definition => definition.Name).ToArray();
        var text = string.Concat(Files().Select(row => ReadText(row.Data)));

        var unused = names.Where(name => !text.Contains($"/$defs/{name}\"", StringComparison.Ordinal));

        unused.ShouldAllBe(name => name.EndsWith("Status", StringComparison.Ordinal) || name == "OrderOverlay");
    }

    private static IEnumerable<(JsonElement Schema, string Pointer)> Walk(JsonElement schema, string pointer)
    {
        yield return (schema, pointer);
        foreach (var container in new[] { "properties", "$defs" })
        {
            if (!schema.TryGetProperty(container, out var members))
                continue;
            foreach (var member in members.EnumerateObject())
            {
                foreach (var place in Walk(member.Value, $"{pointer}/{container}/{member.Name}"))
                    yield return place;
            }
        }

        if (schema.TryGetProperty("items", out var items))
        {
            foreach (var place in Walk(items, pointer + "/items"))
                yield return place;
        }
    }

    private static IEnumerable<string> Complaints(JsonElement schema, string pointer)
    {
        bool Has(string keyword) => schema.TryGetProperty(keyword, out _);

        // The items of a list are described by the list, or by the type they refer to.
        if (!Has("description") && !pointer.EndsWith("/items", StringComparison.Ordinal))
            yield return pointer + " has no description";
        if (!schema.TryGetProperty("type", out var type))
            yield break;
        if (type.GetString() == "string" && !Has("maxLength") && !Has("enum") && !Has("const") && !Has("format"))
            yield return pointer + " is text without maxLength";
        if (type.GetString() == "array" && !Has("maxItems"))
            yield return pointer + " is a list without maxItems";
        if (type.GetString() == "integer" && !(Has("minimum") && Has("maximum")))
            yield return pointer + " is a number without limits";
        if (Has("properties") && !(schema.TryGetProperty("additionalProperties", out var additional) && additional.ValueKind == JsonValueKind.False))
            yield return pointer + " is an open object";
    }

    private static JsonDocument Load(string file) => JsonDocument.Parse(ReadText(file));

    private static string ReadText(string file)
    {
        using var stream = typeof(Order).Assembly.GetManifestResourceStream($"Crossdock.Canonical.Schemas.{file}.schema.json");
        using var reader = new StreamReader(stream.ShouldNotBeNull());
        return reader.ReadToEnd();
    }
}
