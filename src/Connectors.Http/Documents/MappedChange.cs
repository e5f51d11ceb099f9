using System.Text.Json;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Http;

/// <summary>Makes a change out of a record, or says why it cannot be mapped; one record never stops those behind it.</summary>
public static class MappedChange
{
    /// <summary>The change of one record.</summary>
    /// <typeparam name="T">Type of the document.</typeparam>
    /// <param name="raw">The record as received, UTF-8.</param>
    /// <param name="key">Key of the document.</param>
    /// <param name="version">When the record last changed, by the remote's clock.</param>
    /// <param name="system">The remote and its version, for the texts, e.g. <c>Tryton 6.0</c>.</param>
    /// <param name="map">Maps the record: a <see cref="JsonException"/> names the field that is not as the remote promises.</param>
    public static Change<T> Of<T>(byte[] raw, string key, DateTimeOffset? version, string system, Func<T> map)
        where T : class, ICanonicalDocument<T>
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(map);
        var name = system.Split(' ')[0];
        var code = name.ToLowerInvariant();
        var change = new Change<T> { DocumentKey = key, SourceVersion = version?.UtcTicks, OccurredAt = version, Raw = raw };
        try
        {
            var document = map();

            // Lengths and patterns are the schema's business; asking it here names the field instead of failing at the store.
            var problems = T.Codec.Validate(T.Codec.ToUtf8Bytes(document));
            return problems.Count == 0
                ? change with { Document = document }
                : change with { Problems = [.. problems.Select(problem => new DocumentProblem(problem.Pointer, problem.Keyword, $"Found {problem.Found}, allowed {problem.Allowed}; correct it in {name}."))] };
        }
        catch (JsonException exception)
        {
            var field = (exception.Path ?? "$").TrimStart('$', '.');
            return change with { Problems = [new DocumentProblem("/" + field, code, $"The field '{field}' is missing or empty, or of another type than {system} says. Fill it in {name}; see the raw record.")] };
        }
        catch (ConnectorException exception)
        {
            return change with { Problems = [new DocumentProblem(exception.Error.Pointer ?? "", code, exception.Error.Message)] };
        }
    }
}
