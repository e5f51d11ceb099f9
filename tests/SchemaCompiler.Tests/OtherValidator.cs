using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.Generators.SchemaCompiler.Schema;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Crossdock.SchemaCompiler.Tests;

/// <summary>NJsonSchema as a second opinion on the same schema files.</summary>
internal static class OtherValidator
{
    /// <summary>Keywords it does not know or reads otherwise: formats by the letter of RFC 3339, decimals, constants.</summary>
    private static readonly string[] s_ours = ["format", "const", "duplicate", "propertyNames"];

    private static readonly ConcurrentDictionary<string, JsonSchema> s_schemas = new(StringComparer.Ordinal);

    /// <summary>Compares validity where both can tell. It counts UTF-16 units instead of characters, so text beyond 16 bits is left out.</summary>
    public static void Agrees(ObjectNode node, IReadOnlyList<SchemaProblem> problems, JsonObject content)
    {
        var text = content.ToJsonString();
        if (text.Contains("\\uD8", StringComparison.Ordinal) || text.Contains("\\uDB", StringComparison.Ordinal))
        {
            return;
        }

        var folder = node.Name is "Sample" or "Wide" ? Repository.SampleSchemas : Repository.CanonicalSchemas;
        var schema = s_schemas.GetOrAdd(node.Location.File, file => JsonSchema.FromJsonAsync(SchemaBundle.Of(Files(folder), file)).GetAwaiter().GetResult());
        var errors = schema.Validate(text);
        if (problems.Count == 0)
        {
            errors.ShouldBeEmpty(text);
        }
        else if (problems.Any(problem => !s_ours.Contains(problem.Keyword)))
        {
            errors.ShouldNotBeEmpty($"{string.Join('\n', problems)}\n{text}");
        }
    }

    private static IEnumerable<(string Name, string Text)> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.schema.json").Select(path => (Path.GetFileName(path), File.ReadAllText(path)));

}
