using System.Reflection;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Medusa.Tests;

/// <summary>An exchange with a real Medusa 2.21 shop: what was asked, and what it answered.</summary>
internal sealed record Capture(string Method, string Path, JsonNode? Request, int Status, JsonNode Body)
{
    public static Capture Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name + ".json")
            ?? throw new ArgumentException($"There is no capture '{name}'.");
        var json = JsonNode.Parse(stream)!;
        return new Capture((string)json["method"]!, (string)json["path"]!, json["request"], (int)json["status"]!, json["answer"]!);
    }

    /// <summary>A captured order.</summary>
    public static JsonObject Order(string name) => Load(name).Body["order"]!.DeepClone().AsObject();
}
