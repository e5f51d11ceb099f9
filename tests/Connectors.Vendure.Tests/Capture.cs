using System.Reflection;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Vendure.Tests;

/// <summary>An exchange with a real Vendure 3.7 shop: what this connector asked, and what it was answered.</summary>
internal sealed record Capture(string Operation, JsonObject Variables, int Status, JsonNode Body)
{
    public static Capture Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name + ".json")
            ?? throw new ArgumentException($"There is no capture '{name}'.");
        var json = JsonNode.Parse(stream)!;
        return new Capture((string)json["operation"]!, json["variables"]!.AsObject(), (int)json["status"]!, json["body"]!);
    }

    /// <summary>The only order of a captured list.</summary>
    public static JsonObject Order(string name) => Load(name).Body["data"]!["orders"]!["items"]!.AsArray().Single()!.DeepClone().AsObject();
}
