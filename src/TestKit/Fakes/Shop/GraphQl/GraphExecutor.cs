using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

/// <summary>Runs a request: parse, validate, resolve each root field in order, project.</summary>
internal sealed class GraphExecutor(GraphExecutor.Resolver resolve)
{
    /// <summary>Answers a root field with the complete object as JSON; null for null.</summary>
    internal delegate ValueTask<byte[]?> Resolver(string field, JsonObject arguments, CancellationToken cancellationToken);

    private const int MaxCached = 512;
    private readonly ConcurrentDictionary<string, GraphDocument> _documents = new(StringComparer.Ordinal);

    /// <summary>True when the body runs a mutation. A body that cannot be read counts as a query.</summary>
    public bool IsMutation(GraphRequest request)
    {
        try
        {
            return request.Query is not null && Parse(request.Query).Resolve(request.OperationName).IsMutation;
        }
        catch (GraphFailure)
        {
            return false;
        }
    }

    public async ValueTask<FakeResponse> RunAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        try
        {
            if (request.Query is null)
            {
                throw new GraphFailure(400, "BAD_REQUEST", "POST body missing, invalid Content-Type, or JSON object has no keys.");
            }

            var document = Parse(request.Query);
            var operation = document.Resolve(request.OperationName);
            GraphValidation.Check(document, operation);
            var variables = Bind(operation, request.Variables);
            var buffer = new ArrayBufferWriter<byte>(4096);
            await using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = FakeJson.Options.Encoder }))
            {
                writer.WriteStartObject();
                writer.WriteStartObject("data");
                foreach (var field in operation.Selections.OfType<GraphField>())
                {
                    await WriteFieldAsync(document, operation, field, variables, writer, cancellationToken);
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            return new FakeResponse(200, buffer.WrittenSpan.ToArray());
        }
        catch (GraphFailure failure)
        {
            return failure.ToResponse();
        }
    }

    private async ValueTask WriteFieldAsync(
        GraphDocument document, GraphOperation operation, GraphField field, JsonObject variables, Utf8JsonWriter writer, CancellationToken cancellationToken)
    {
        var root = operation.IsMutation ? "Mutation" : "Query";
        writer.WritePropertyName(field.Key);
        if (field.Name == "__typename")
        {
            writer.WriteStringValue(root);
            return;
        }

        VendureSchema.TryGetField(root, field.Name, out var type);
        var arguments = new JsonObject(field.Arguments.Select(argument => KeyValuePair.Create(argument.Key, argument.Value.Resolve(variables))));
        try
        {
            if (await resolve(field.Name, arguments, cancellationToken) is not { } json)
            {
                writer.WriteNullValue();
                return;
            }

            using var value = JsonDocument.Parse(json);
            new GraphProjection(document, variables, writer).Write(value.RootElement, field.Selections, type);
        }
        catch (GraphFailure failure) when (failure.Code != "BAD_USER_INPUT")
        {
            throw failure.Within(field);
        }
    }

    private static JsonObject Bind(GraphOperation operation, JsonObject? given)
    {
        var variables = new JsonObject();
        foreach (var variable in operation.Variables)
        {
            var value = given?[variable.Name]?.DeepClone() ?? variable.Default?.Resolve(variables);
            if (value is null && variable.IsRequired)
            {
                throw new GraphFailure(200, "BAD_USER_INPUT", $"Variable \"${variable.Name}\" of required type \"{variable.Type}\" was not provided.", variable.At);
            }

            variables[variable.Name] = value;
        }

        return variables;
    }

    private GraphDocument Parse(string query)
    {
        if (_documents.TryGetValue(query, out var known))
        {
            return known;
        }

        var document = GraphParser.Parse(query);
        if (_documents.Count < MaxCached)
        {
            _documents.TryAdd(query, document);
        }

        return document;
    }
}
