using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Crossdock.Connectors.Http;

namespace Crossdock.FakeConnectors.Shared;

/// <summary>The error body of both remotes.</summary>
/// <param name="Code">The remote's code.</param>
/// <param name="Message">What it says.</param>
/// <param name="Pointer">JSON Pointer into the body that was sent; null when it is about something else.</param>
internal sealed record RemoteProblem(string Code, string Message, string? Pointer)
{
    /// <summary>Answers that tell of a refusal: nothing was stored, and the body says why.</summary>
    public static IReadOnlyList<HttpStatusCode> Statuses { get; } = [HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity];

    /// <summary>The refusal as the result of an effect.</summary>
    /// <param name="status">The answer's status.</param>
    /// <param name="connection">The connection, for the text.</param>
    /// <param name="pointer">The pointer into the canonical document.</param>
    public EffectResult ToResult(HttpStatusCode status, ConnectionContext connection, string? pointer) => EffectResult.Rejected(new ConnectorError
    {
        Kind = (status, Code) switch
        {
            (HttpStatusCode.Conflict, _) => ErrorKind.Conflict,
            (_, "unknown-order" or "unknown-shipment") => ErrorKind.NotFound,
            _ => ErrorKind.Validation,
        },
        Message = $"Connection '{connection.Name}' refused the document: {Message}",
        RemoteCode = Code,
        Pointer = pointer,
    });

    public static RemoteProblem Read(ConnectorHttpResponse response) =>
        JsonSerializer.Deserialize(response.Body.Span, RemoteProblemJson.Default.RemoteProblem) ?? throw new JsonException();
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RemoteProblem))]
internal sealed partial class RemoteProblemJson : JsonSerializerContext;
