using Crossdock.Generators.SchemaCompiler.Schema;
using NJsonSchema;
using NJsonSchema.CodeGeneration.CSharp;

namespace Crossdock.Generators.SchemaCompiler.Shaping;

/// <summary>Hands the checked schemas to NJsonSchema, whose type model decides C# types, nullability and members, and renders with our templates.</summary>
internal static class TypeShaper
{
    /// <summary>Renders every record and closed enumeration.</summary>
    public static ShapedTypes Shape(SchemaSet schemas, string targetNamespace)
    {
        var names = new SchemaNames(schemas);
        var templates = new ShapeTemplates(schemas);
        var settings = new CSharpGeneratorSettings
        {
            Namespace = targetNamespace,
            TemplateFactory = templates,
            TypeNameGenerator = names,
            PropertyNameGenerator = names,
            EnumNameGenerator = names,
            ArrayType = "ValueList",
            DateType = "DateOnly",
            DateTimeType = "DateTimeOffset",
            NumberDecimalType = "decimal",
            GenerateNullableReferenceTypes = true,
            GenerateOptionalPropertiesAsNullable = true,
        };
        var bundle = Bundle(schemas);
        var resolver = new SchemaTypeResolver(settings);
        resolver.RegisterSchemaDefinitions(bundle.Definitions);
        var generator = new CSharpGenerator(bundle, settings, resolver);
        var code = generator.GenerateTypes().ToDictionary(artifact => artifact.TypeName, artifact => artifact.Code, StringComparer.Ordinal);
        return new ShapedTypes(code, templates.Shapes);
    }

    private static JsonSchema Bundle(SchemaSet schemas)
    {
        var bundle = new JsonSchema();
        foreach (var node in schemas.Types.Where(type => type is ObjectNode or ClosedEnumNode))
        {
            bundle.Definitions.Add(node.Name, new JsonSchema { Title = node.Name });
        }

        foreach (var node in schemas.ClosedEnums)
        {
            var schema = bundle.Definitions[node.Name];
            schema.Type = JsonObjectType.String;
            schema.Description = node.Description;
            foreach (var value in node.Values)
            {
                schema.Enumeration.Add(value.Value);
            }
        }

        foreach (var node in schemas.Objects)
        {
            var schema = bundle.Definitions[node.Name];
            schema.Type = JsonObjectType.Object;
            schema.Description = node.Description;
            schema.AllowAdditionalProperties = false;
            foreach (var member in node.Members)
            {
                var property = new JsonSchemaProperty { Description = member.Description, IsDeprecated = member.IsDeprecated };
                Describe(SchemaSet.Resolve(member.Type), property, bundle);
                schema.Properties.Add(member.JsonName, property);
                property.IsRequired = member.IsRequired;
            }
        }

        return bundle;
    }

    private static void Describe(TypeNode node, JsonSchema schema, JsonSchema bundle)
    {
        switch (node)
        {
            case ObjectNode or ClosedEnumNode:
                schema.Reference = bundle.Definitions[((INamedNode)node).Name];
                break;
            case OpenEnumNode open:
                schema.Type = JsonObjectType.String;
                schema.ExtensionData = new Dictionary<string, object?> { [SchemaTypeResolver.ClrType] = open.Name };
                break;
            case ExtensionsNode:
                schema.Type = JsonObjectType.String;
                schema.ExtensionData = new Dictionary<string, object?> { [SchemaTypeResolver.ClrType] = "Extensions", [SchemaTypeResolver.NeverNull] = true };
                break;
            case ArrayNode array:
                schema.Type = JsonObjectType.Array;
                schema.Item = new JsonSchema();
                Describe(SchemaSet.Resolve(array.Items), schema.Item, bundle);
                break;
            case BooleanNode:
                schema.Type = JsonObjectType.Boolean;
                break;
            case IntegerNode integer:
                schema.Type = JsonObjectType.Integer;
                schema.Format = integer.IsNarrow ? JsonFormatStrings.Integer : JsonFormatStrings.Long;
                break;
            case StringNode { Format: TextFormat.Decimal }:
                schema.Type = JsonObjectType.Number;
                schema.Format = JsonFormatStrings.Decimal;
                break;
            case StringNode text:
                schema.Type = JsonObjectType.String;
                schema.Format = text.Format switch
                {
                    TextFormat.Date => JsonFormatStrings.Date,
                    TextFormat.DateTime => JsonFormatStrings.DateTime,

                    // A URI stays text, so that it is written exactly as it was read.
                    _ => null,
                };
                break;
        }
    }
}
