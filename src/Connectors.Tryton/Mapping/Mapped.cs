using System.Text.Json;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <summary>Makes a change out of a record, or says why it cannot be mapped; one record never stops those behind it.</summary>
internal static class Mapped
{
    private const string ProblemCode = "tryton";

    public static Change<T> Change<T>(TrytonRow row, string key, DateTimeOffset? version, Func<T> map)
        where T : class, ICanonicalDocument<T>
    {
        var change = new Change<T> { DocumentKey = key, SourceVersion = version?.UtcTicks, OccurredAt = version, Raw = row.Raw };
        try
        {
            var document = map();

            // Lengths and patterns are the schema's business; asking it here names the field instead of failing at the store.
            var problems = T.Codec.Validate(T.Codec.ToUtf8Bytes(document));
            return problems.Count == 0
                ? change with { Document = document }
                : change with { Problems = [.. problems.Select(problem => new DocumentProblem(problem.Pointer, problem.Keyword, $"Found {problem.Found}, allowed {problem.Allowed}; correct it in Tryton."))] };
        }
        catch (JsonException exception)
        {
            var field = (exception.Path ?? "$").TrimStart('$', '.');
            return change with { Problems = [new DocumentProblem("/" + field, ProblemCode, $"The field '{field}' is missing or empty, or of another type than Tryton 6.0 says. Fill it in Tryton; see the raw record.")] };
        }
        catch (ConnectorException exception)
        {
            return change with { Problems = [new DocumentProblem(exception.Error.Pointer ?? "", ProblemCode, exception.Error.Message)] };
        }
    }
}
