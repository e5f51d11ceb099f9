using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Crossdock.Canonical;
using Crossdock.SchemaCompiler.Tests;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;
using NJsonSchema;

namespace Crossdock.Benchmarks.Codec.Peers;

/// <summary>What others do with the same text.</summary>
public static class PeerReaders
{
    private static readonly JsonSerializerOptions s_reflection = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly global::Newtonsoft.Json.JsonSerializerSettings s_newtonsoft = new()
    {
        ContractResolver = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy(processDictionaryKeys: false, overrideSpecifiedNames: false) },
        NullValueHandling = global::Newtonsoft.Json.NullValueHandling.Ignore,
        Converters = { new DecimalText(), new ElementText() },
    };

    private static readonly JsonSchema s_schema = JsonSchema.FromJsonAsync(SchemaBundle.Of(Schemas(), "order.schema.json")).GetAwaiter().GetResult();

    /// <summary>What makes the peers' writer fastest: no checks, and as few escapes as ours.</summary>
    public static JsonWriterOptions FastestWriter { get; } = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static PeerOrder SourceGenerated(byte[] text) => JsonSerializer.Deserialize(text, PeerContext.Default.PeerOrder)!;

    public static PeerOrder Reflection(byte[] text) => JsonSerializer.Deserialize<PeerOrder>(text, s_reflection)!;

    public static PeerOrder Newtonsoft(byte[] text) => global::Newtonsoft.Json.JsonConvert.DeserializeObject<PeerOrder>(Encoding.UTF8.GetString(text), s_newtonsoft)!;

    /// <summary>The number of errors found.</summary>
    public static int NJsonSchema(byte[] text) => s_schema.Validate(Encoding.UTF8.GetString(text)).Count;

    /// <summary>Reads every token and does nothing with it: no reader built on this one can be faster.</summary>
    public static int Scan(byte[] text)
    {
        var reader = new Utf8JsonReader(text);
        var count = 0;
        while (reader.Read())
        {
            count++;
        }

        return count;
    }

    public static void SourceGenerated(Utf8JsonWriter writer, PeerOrder order)
    {
        JsonSerializer.Serialize(writer, order, PeerContext.Default.PeerOrder);
        writer.Flush();
    }

    public static void Reflection(Utf8JsonWriter writer, PeerOrder order)
    {
        JsonSerializer.Serialize(writer, order, s_reflection);
        writer.Flush();
    }

    public static byte[] Newtonsoft(PeerOrder order) => Encoding.UTF8.GetBytes(global::Newtonsoft.Json.JsonConvert.SerializeObject(order, s_newtonsoft));

    private static IEnumerable<(string Name, string Text)> Schemas()
    {
        const string Prefix = "Crossdock.Canonical.Schemas.";
        var assembly = typeof(Order).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name[Prefix.Length..], reader.ReadToEnd());
        }
    }

    /// <summary>Decimals as strings, as the schema has them.</summary>
    private sealed class DecimalText : global::Newtonsoft.Json.JsonConverter<decimal?>
    {
        public override decimal? ReadJson(global::Newtonsoft.Json.JsonReader reader, Type objectType, decimal? existingValue, bool hasExistingValue, global::Newtonsoft.Json.JsonSerializer serializer) =>
            decimal.Parse((string)reader.Value!, System.Globalization.CultureInfo.InvariantCulture);

        public override void WriteJson(global::Newtonsoft.Json.JsonWriter writer, decimal? value, global::Newtonsoft.Json.JsonSerializer serializer) =>
            writer.WriteValue(value?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Any JSON, for extensions.</summary>
    private sealed class ElementText : global::Newtonsoft.Json.JsonConverter<JsonElement>
    {
        public override JsonElement ReadJson(global::Newtonsoft.Json.JsonReader reader, Type objectType, JsonElement existingValue, bool hasExistingValue, global::Newtonsoft.Json.JsonSerializer serializer) =>
            JsonElement.Parse(JToken.ReadFrom(reader).ToString());

        public override void WriteJson(global::Newtonsoft.Json.JsonWriter writer, JsonElement value, global::Newtonsoft.Json.JsonSerializer serializer) =>
            writer.WriteRawValue(value.GetRawText());
    }
}
