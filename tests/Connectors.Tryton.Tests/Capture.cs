using System.Reflection;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Tryton.Tests;

/// <summary>Exchanges with a real Tryton 6.0.29: what this connector asked, and what it was answered, one JSON object a line.</summary>
internal sealed record Capture(string Method, JsonArray Params, int Status, string Body)
{
    public static IReadOnlyList<Capture> Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name + ".jsonl") ?? throw new ArgumentException($"There is no capture '{name}'.");
        using var reader = new StreamReader(stream);
        var exchanges = new List<Capture>();
        while (reader.ReadLine() is { } line)
        {
            var json = JsonNode.Parse(line)!;
            exchanges.Add(new Capture((string)json["method"]!, json["params"]!.AsArray(), (int)json["status"]!, json["body"]!.ToJsonString()));
        }

        return exchanges;
    }
}
