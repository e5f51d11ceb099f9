using NJsonSchema;
using NJsonSchema.CodeGeneration.CSharp;

namespace Crossdock.Generators.SchemaCompiler.Shaping;

/// <summary>C# types of schemas: NJsonSchema's, and ours where we say so.</summary>
internal sealed class SchemaTypeResolver(CSharpGeneratorSettings settings) : CSharpTypeResolver(settings)
{
    /// <summary>The extension keyword that names a C# type NJsonSchema would not find.</summary>
    public const string ClrType = "x-crossdock-clr-type";

    /// <summary>The same for a type whose default value already means absent.</summary>
    public const string NeverNull = "x-crossdock-never-null";

    /// <inheritdoc />
    public override string Resolve(JsonSchema schema, bool isNullable, string? typeNameHint)
    {
        var actual = schema.ActualTypeSchema;
        if (actual.ExtensionData?.TryGetValue(ClrType, out var clr) == true && clr is string name)
        {
            var optional = isNullable || schema is JsonSchemaProperty { IsRequired: false };
            return optional && !actual.ExtensionData.ContainsKey(NeverNull) ? name + "?" : name;
        }

        var type = base.Resolve(schema, isNullable, typeNameHint);

        // An absent list is the empty list.
        return actual.IsArray ? type.TrimEnd('?') : type;
    }
}
