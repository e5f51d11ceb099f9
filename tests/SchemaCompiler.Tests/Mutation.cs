using System.Text.Json.Nodes;

namespace Crossdock.SchemaCompiler.Tests;

/// <summary>Breaks a document in one place, or leaves it valid by luck.</summary>
internal static class Mutation
{
    public static void Apply(JsonObject document, Random random)
    {
        var containers = Containers(document).ToList();
        switch (containers[random.Next(containers.Count)])
        {
            case JsonObject members when members.Count == 0 || random.Next(4) == 0:
                members["unexpected"] = 1;
                break;
            case JsonObject members when random.Next(3) == 0:
                members.Remove(members.ElementAt(random.Next(members.Count)).Key);
                break;
            case JsonObject members:
                var name = members.ElementAt(random.Next(members.Count)).Key;
                members[name] = Other(members[name], random);
                break;
            case JsonArray { Count: > 0 } items when random.Next(2) == 0:
                var index = random.Next(items.Count);
                items[index] = Other(items[index], random);
                break;
            case JsonArray items:
                items.Add(Other(null, random));
                break;
        }
    }

    private static JsonNode? Other(JsonNode? value, Random random) => random.Next(9) switch
    {
        0 => null,
        1 => true,
        2 => 1234567,
        3 => -1.5,
        4 => "",
        5 => new string('x', 5000),
        6 => new JsonObject(),
        7 => new JsonArray(),
        _ => value is JsonValue text && text.TryGetValue<string>(out var content) ? content + "!" : "x",
    };

    private static IEnumerable<JsonNode> Containers(JsonNode node)
    {
        yield return node;
        var children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var nested in children.Where(child => child is JsonObject or JsonArray).SelectMany(child => Containers(child!)))
        {
            yield return nested;
        }
    }
}
