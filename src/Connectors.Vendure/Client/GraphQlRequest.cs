using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Vendure;

/// <summary>The body of a GraphQL call.</summary>
internal sealed record GraphQlRequest(string OperationName, string Query, JsonObject Variables);
