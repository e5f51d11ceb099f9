using Crossdock.Generators.SchemaCompiler.Schema;
using NJsonSchema.CodeGeneration;
using NJsonSchema.CodeGeneration.CSharp.Models;

namespace Crossdock.Generators.SchemaCompiler.Shaping;

/// <summary>Our templates for NJsonSchema's models.</summary>
internal sealed class ShapeTemplates(SchemaSet schemas) : ITemplateFactory
{
    private readonly Dictionary<string, ObjectNode> _objects = schemas.Objects.ToDictionary(node => node.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, ClosedEnumNode> _enums = schemas.ClosedEnums.ToDictionary(node => node.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, ClassTemplateModel> _shapes = new(StringComparer.Ordinal);

    /// <summary>The models of the records rendered so far.</summary>
    public IReadOnlyDictionary<string, ClassTemplateModel> Shapes => _shapes;

    /// <inheritdoc />
    public ITemplate CreateTemplate(string language, string template, object model)
    {
        switch (model)
        {
            case ClassTemplateModel record:
                _shapes[record.ClassName] = record;
                return new RecordTemplate(record, _objects[record.ClassName]);
            case EnumTemplateModel closed:
                return new EnumTemplate(closed, _enums[closed.Name]);
            default:
                throw new InvalidOperationException($"There is no template {language}.{template}.");
        }
    }
}
