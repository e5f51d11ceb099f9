using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Tryton.Tests;

/// <summary>A call as it reaches the server.</summary>
internal sealed record RpcCall(string Method, JsonArray Params, JsonObject Body, string? Authorization)
{
    /// <summary>The first parameter of a search, as it is written in documentation.</summary>
    public string Domain => Params[0]!.ToJsonString().Replace("\\u003E", ">", StringComparison.Ordinal);
}
