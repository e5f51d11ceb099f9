using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Connectors.Medusa;

/// <summary>
/// A number as the shop keeps it. Next to each JSON number, which has passed through a binary one, the shop sends the number's digits as
/// text (<c>raw_total: { "value": "86.12387" }</c>); that text is read.
/// </summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct Exact(decimal Value)
{
    public static implicit operator decimal(Exact number) => number.Value;

    internal sealed class Converter : JsonConverter<Exact>
    {
        private const int MaxDigits = 28;

        public override Exact Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var text = document.RootElement is { ValueKind: JsonValueKind.Object } raw && raw.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
            return text is not null && text.Count(char.IsAsciiDigit) <= MaxDigits
                && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
                ? new Exact(number)
                : throw new JsonException();
        }

        public override void Write(Utf8JsonWriter writer, Exact value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
