using Crossdock.Generators.Roslyn.Emitting;
using Crossdock.Generators.SchemaCompiler.Schema;

namespace Crossdock.Generators.SchemaCompiler.Emission;

/// <summary>Emits what System.Text.Json needs to use the codecs.</summary>
internal static class JsonIntegration
{
    /// <summary>Writes the converter factory, the resolver and one converter a type.</summary>
    public static void Emit(SchemaSet schemas, CodeWriter code)
    {
        code.Line("/// <summary>Makes the System.Text.Json converters of the generated types, without reflection. The types name it themselves; nothing has to be registered.</summary>");
        code.Block("public sealed class CanonicalJsonConverter : JsonConverterFactory");
        code.Line("/// <inheritdoc />");
        code.Line("public override bool CanConvert(Type typeToConvert) => Find(typeToConvert) is not null;");
        code.Line();
        code.Line("/// <inheritdoc />");
        code.Line("public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) => Find(typeToConvert);");
        code.Line();
        code.Block("private static JsonConverter? Find(Type type)");
        foreach (var type in schemas.Types)
        {
            code.Guard($"type == typeof({type.Name})", $"return new {type.Name}JsonConverter();");
        }

        code.Line("return null;");
        code.Close();
        code.Close();
        code.Line();
        code.Summary("What System.Text.Json needs where it may not use reflection.");
        code.Block("public static class CanonicalJson");
        code.Line("/// <summary>Gives the contracts of the generated types; add it to <see cref=\"JsonSerializerOptions.TypeInfoResolverChain\"/> in front of your own context.</summary>");
        code.Line("public static IJsonTypeInfoResolver TypeInfoResolver { get; } = new Resolver();");
        code.Line();
        code.Block("private sealed class Resolver : IJsonTypeInfoResolver");
        code.Block("public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)");
        foreach (var type in schemas.Types)
        {
            code.Guard($"type == typeof({type.Name})", $"return JsonMetadataServices.CreateValueInfo<{type.Name}>(options, new {type.Name}JsonConverter());");
        }

        code.Line("return null;");
        code.Close();
        code.Close();
        code.Close();
        foreach (var type in schemas.Types)
        {
            code.Line();
            code.Block($"internal sealed class {type.Name}JsonConverter : ShapeJsonConverter<{type.Name}>");
            code.Line($"protected override {type.Name} ReadValue(ref CanonicalReader reader) => {type.Name}Shape.Read<Materialise>(ref reader);");
            code.Line();
            code.Line($"protected override void WriteValue(ref CanonicalWriter writer, {type.Name} value) => {type.Name}Shape.Write(ref writer, value);");
            code.Close();
        }
    }
}
