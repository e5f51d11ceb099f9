using Crossdock.Generators.Roslyn.Emitting;
using Crossdock.Generators.SchemaCompiler.Emission;
using Crossdock.Generators.SchemaCompiler.Schema;
using NJsonSchema.CodeGeneration;
using NJsonSchema.CodeGeneration.CSharp.Models;

namespace Crossdock.Generators.SchemaCompiler.Shaping;

/// <summary>An immutable record, or a record struct for a value type.</summary>
internal sealed class RecordTemplate(ClassTemplateModel model, ObjectNode node) : ITemplate
{
    /// <inheritdoc />
    public string Render()
    {
        var code = new CodeWriter();
        code.Summary(node.Description);
        code.Line("[JsonConverter(typeof(CanonicalJsonConverter))]");
        var kind = node.IsValueType ? "public readonly partial record struct" : "public sealed partial record";
        code.Line($"{kind} {model.ClassName}{(node.Document is null ? "" : $" : ICanonicalDocument<{model.ClassName}>")}");
        code.Open();
        if (node.Document is not null)
        {
            code.Line("/// <inheritdoc />");
            code.Line($"public static DocumentCodec<{model.ClassName}> Codec => {model.ClassName}Codec.Instance;");
            code.Line();
        }

        foreach (var (index, property) in model.Properties.Index())
        {
            if (index > 0)
            {
                code.Line();
            }

            code.Summary(property.Description ?? "");
            if (property.IsDeprecated)
            {
                code.Line("[Obsolete(\"The schema marks this property as deprecated.\")]");
            }

            Property(code, property, node.Members.First(member => member.JsonName == property.Name));
        }

        code.Close();
        return code.ToString();
    }

    private static void Property(CodeWriter code, PropertyModel property, MemberNode member)
    {
        if (member is { IsRequired: true } && SchemaSet.Resolve(member.Type) is StringNode { Const: { } constant })
        {
            code.Line($"public string {property.PropertyName} => {CSharpLiteral.Of(constant)};");
            return;
        }

        var initial = property.Type == "Extensions" && !member.IsRequired ? " = Extensions.Empty;" : "";
        code.Line($"public {(member.IsRequired ? "required " : "")}{property.Type} {property.PropertyName} {{ get; init; }}{initial}");
    }
}
