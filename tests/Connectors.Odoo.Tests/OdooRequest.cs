using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Odoo.Tests;

/// <summary>A call as it reaches the server.</summary>
/// <param name="Method">Model and method, e.g. <c>sale.order/load</c>.</param>
/// <param name="Body">The named arguments.</param>
/// <param name="Authorization">The header.</param>
/// <param name="Database">The header.</param>
internal sealed record OdooRequest(string Method, JsonObject Body, string? Authorization, string? Database)
{
    /// <summary>The domain of a search, as it is written in documentation.</summary>
    public string Domain => Body["domain"]!.ToJsonString().Replace("\\u003E", ">", StringComparison.Ordinal);

    public JsonObject Context => Body["context"]!.AsObject();
}
