using Crossdock.Generators.SchemaCompiler.Schema;
using NJsonSchema;
using NJsonSchema.CodeGeneration;

namespace Crossdock.Generators.SchemaCompiler.Shaping;

/// <summary>Gives NJsonSchema the names that the schemas were checked with.</summary>
internal sealed class SchemaNames(SchemaSet schemas) : ITypeNameGenerator, IPropertyNameGenerator, IEnumNameGenerator
{
    private readonly Dictionary<string, ClosedEnumNode> _enums = schemas.ClosedEnums.ToDictionary(node => node.Name, StringComparer.Ordinal);

    /// <inheritdoc />
    public string Generate(JsonSchema schema, string? typeNameHint, IEnumerable<string> reservedTypeNames) =>
        typeNameHint ?? throw new InvalidOperationException("Every type has a name before it is shaped.");

    /// <inheritdoc />
    public string Generate(JsonSchemaProperty property) => Identifiers.Pascal(property.Name);

    /// <inheritdoc />
    public string Generate(int index, string? name, object? value, JsonSchema schema) =>
        _enums[schema.Title!].Values[index].Name;
}
