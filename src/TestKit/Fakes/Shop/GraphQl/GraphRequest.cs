using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

/// <summary>The body of a GraphQL request.</summary>
internal sealed record GraphRequest(string? Query, string? OperationName, JsonObject? Variables)
{
    /// <exception cref="JsonException">The body is not a JSON object with the usual members.</exception>
    public static GraphRequest Read(byte[] body)
    {
        try
        {
            var node = JsonNode.Parse(body) as JsonObject ?? throw new JsonException("Expected an object.");
            return new GraphRequest((string?)node["query"], (string?)node["operationName"], node["variables"] as JsonObject);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            throw new JsonException(exception.Message, exception);
        }
    }
}
