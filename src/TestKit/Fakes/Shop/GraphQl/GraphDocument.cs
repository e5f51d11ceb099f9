using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

/// <summary>A parsed request document.</summary>
internal sealed record GraphDocument(IReadOnlyList<GraphOperation> Operations, IReadOnlyDictionary<string, GraphFragment> Fragments)
{
    /// <summary>The operation to run, as a server resolves it.</summary>
    public GraphOperation Resolve(string? operationName) => operationName is null && Operations.Count == 1
        ? Operations[0]
        : Operations.FirstOrDefault(operation => operationName is not null && operation.Name == operationName)
            ?? throw new GraphFailure(400, "OPERATION_RESOLUTION_FAILURE", operationName is null
                ? "Must provide operation name if query contains multiple operations."
                : $"Unknown operation named \"{operationName}\".");
}

/// <summary>A query or a mutation.</summary>
internal sealed record GraphOperation(bool IsMutation, string? Name, IReadOnlyList<GraphVariable> Variables, IReadOnlyList<GraphSelection> Selections);

/// <summary>A declared variable.</summary>
internal sealed record GraphVariable(string Name, bool IsRequired, string Type, GraphValue? Default, GraphPosition At);

/// <summary>Where something stands in the document, for error locations.</summary>
internal readonly record struct GraphPosition(int Line, int Column);

/// <summary>A field, a spread or an inline fragment.</summary>
internal abstract record GraphSelection(GraphPosition At);

/// <summary>A field with its alias, arguments and selections.</summary>
internal sealed record GraphField(
    string Key,
    string Name,
    IReadOnlyDictionary<string, GraphValue> Arguments,
    IReadOnlyList<GraphSelection> Selections,
    GraphPosition At) : GraphSelection(At);

/// <summary>Selections for one type; null means any.</summary>
internal sealed record GraphFragment(string? TypeCondition, IReadOnlyList<GraphSelection> Selections, GraphPosition At) : GraphSelection(At);

/// <summary>A reference to a named fragment.</summary>
internal sealed record GraphSpread(string Name, GraphPosition At) : GraphSelection(At);

/// <summary>An argument value, perhaps with variables inside.</summary>
internal sealed record GraphValue(Func<JsonObject, JsonNode?> Resolve);
