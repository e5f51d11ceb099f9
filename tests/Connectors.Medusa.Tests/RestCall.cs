using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Medusa.Tests;

/// <summary>A call as it reaches the shop.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path below the Admin API, without its query.</param>
/// <param name="Query">The parameters, unescaped.</param>
/// <param name="Body">The body; null when there was none.</param>
/// <param name="Authorization">How it was signed.</param>
internal sealed record RestCall(string Method, string Path, IReadOnlyDictionary<string, string> Query, JsonObject? Body, string? Authorization)
{
    public string? this[string parameter] => Query.GetValueOrDefault(parameter);
}
