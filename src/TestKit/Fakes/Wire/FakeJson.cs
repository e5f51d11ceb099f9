using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.TestKit.Fakes;

/// <summary>The JSON dialect of the fakes: camelCase, decimals as strings, UTF-8 as is.</summary>
internal static class FakeJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new DecimalStringConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
