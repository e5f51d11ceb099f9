using System.Text.Json.Nodes;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Tryton;

/// <summary>One remote procedure call.</summary>
/// <param name="Method">Its full name, e.g. <c>model.sale.sale.read</c>; also in error texts.</param>
/// <param name="Arguments">The arguments without the context, which always comes last.</param>
/// <param name="Safety">Reads are safe though they are POSTed.</param>
internal sealed record TrytonCall(string Method, JsonArray Arguments, CallSafety Safety)
{
    /// <summary>What this call adds to the connection's context.</summary>
    public JsonObject? Context { get; init; }

    public static TrytonCall Read(string model, string method, params JsonNode?[] arguments) =>
        new($"model.{model}.{method}", new JsonArray(arguments), CallSafety.Safe);

    public static TrytonCall Write(string model, string method, params JsonNode?[] arguments) =>
        new($"model.{model}.{method}", new JsonArray(arguments), CallSafety.Unsafe);

    /// <summary>Reads fields of the records that a domain selects.</summary>
    public static TrytonCall Search(string model, JsonArray domain, int? limit, JsonArray? order, params string[] fields) =>
        Read(model, "search_read", domain, 0, limit, order, Wire.Texts(fields));

    /// <summary>Reads fields of records by id.</summary>
    public static TrytonCall ReadIds(string model, IEnumerable<int> ids, params string[] fields) => Read(model, "read", Wire.Ids(ids), Wire.Texts(fields));
}
