using Crossdock.Generators.Roslyn.Emitting;
using Crossdock.Generators.SchemaCompiler.Emission;
using Crossdock.Generators.SchemaCompiler.Schema;
using NJsonSchema.CodeGeneration;
using NJsonSchema.CodeGeneration.CSharp.Models;

namespace Crossdock.Generators.SchemaCompiler.Shaping;

/// <summary>A C# enumeration for a closed set of values.</summary>
internal sealed class EnumTemplate(EnumTemplateModel model, ClosedEnumNode node) : ITemplate
{
    /// <inheritdoc />
    public string Render()
    {
        var code = new CodeWriter();
        code.Summary(node.Description);
        code.Line("[JsonConverter(typeof(CanonicalJsonConverter))]");
        code.Line($"public enum {model.Name}");
        code.Open();
        foreach (var item in model.Enums)
        {
            code.Summary($"The value {item.Value}.");
            code.Line($"{item.Name},");
        }

        code.Close();
        return code.ToString();
    }
}
