using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Crossdock.Connectors.Odoo;

/// <summary>
/// Reads the fields of one record; Odoo writes <c>false</c> for whatever is empty. What is missing or of another type is a
/// <see cref="JsonException"/> that names the field.
/// </summary>
internal readonly struct OdooRow(JsonElement element)
{
    public int Id => Member("id").GetInt32();

    /// <summary>The record as received, UTF-8.</summary>
    public byte[] Raw => JsonMarshal.GetRawUtf8Value(element).ToArray();

    /// <summary>True when the field was answered, which depends on what was asked for.</summary>
    public bool Has(string field) => element.TryGetProperty(field, out _);

    /// <summary>A text; null when it is empty.</summary>
    public string? Text(string field) => Member(field) switch
    {
        { ValueKind: JsonValueKind.False or JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => string.IsNullOrWhiteSpace(text.GetString()) ? null : text.GetString(),
        _ => throw Unexpected(field, "a text"),
    };

    public string Required(string field) => Text(field) ?? throw Unexpected(field, "a text");

    public bool Flag(string field) => Member(field) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False or JsonValueKind.Null } => false,
        _ => throw Unexpected(field, "a boolean"),
    };

    /// <summary>
    /// An amount or quantity. Odoo computes with binary numbers, which hold 15 decimal digits exactly: with them 30.380000000000003 is
    /// the 30.38 that was meant, and no digit of any amount is lost.
    /// </summary>
    public decimal Decimal(string field) => Member(field) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value)
        && decimal.TryParse(value.ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact
            : throw Unexpected(field, "a number");

    public int Number(string field) => Member(field) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : throw Unexpected(field, "a whole number");

    /// <summary>A day. Odoo writes the first of all days, which it says for "never", as <c>1-01-01</c>.</summary>
    public DateOnly? Date(string field) => Text(field) is not { } text
        ? null
        : DateOnly.TryParseExact(text.PadLeft(10, '0'), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw Unexpected(field, "a date");

    /// <summary>A time; the server's times are UTC, have no zone, and whole seconds.</summary>
    public DateTimeOffset? Time(string field) => Text(field) is not { } text
        ? null
        : DateTimeOffset.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : throw Unexpected(field, "a time");

    /// <summary>The id that a reference holds; null when it is empty. A reference is an id and a name, or an id alone.</summary>
    public int? Reference(string field) => Member(field) switch
    {
        { ValueKind: JsonValueKind.False or JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Number } number => number.GetInt32(),
        { ValueKind: JsonValueKind.Array } pair when pair.GetArrayLength() == 2 && pair[0].TryGetInt32(out var id) => id,
        _ => throw Unexpected(field, "a reference"),
    };

    /// <summary>The name that a reference shows; null when it is empty.</summary>
    public string? ReferenceName(string field) =>
        Member(field) is { ValueKind: JsonValueKind.Array } pair && pair.GetArrayLength() == 2 ? pair[1].GetString() : null;

    public IReadOnlyList<int> Ids(string field) => Member(field) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(id => id.GetInt32())]
        : throw Unexpected(field, "a list of ids");

    /// <summary>The server's time of the last change.</summary>
    public DateTimeOffset Stamp => Time("write_date") ?? throw Unexpected("write_date", "a time");

    private JsonElement Member(string field) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value)
        ? value
        : throw new JsonException($"The field '{field}' is missing.", "$." + field, null, null);

    private static JsonException Unexpected(string field, string expected) => new($"The field '{field}' is not {expected}.", "$." + field, null, null);
}
