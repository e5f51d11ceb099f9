using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Crossdock.Connectors.Tryton;

/// <summary>Reads the fields of one record. What is missing or of another type is a <see cref="JsonException"/> that names the field.</summary>
internal readonly struct TrytonRow(JsonElement element)
{
    public int Id => Member("id").GetInt32();

    /// <summary>The record as received, UTF-8.</summary>
    public byte[] Raw => JsonMarshal.GetRawUtf8Value(element).ToArray();

    /// <summary>A text; null when it is empty.</summary>
    public string? Text(string field) => Member(field) switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => string.IsNullOrWhiteSpace(text.GetString()) ? null : text.GetString(),
        _ => throw Unexpected(field, "a text"),
    };

    public string Required(string field) => Text(field) ?? throw Unexpected(field, "a text");

    /// <summary>SQLite answers 1 and 0 for some booleans.</summary>
    public bool Flag(string field) => Member(field) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False or JsonValueKind.Null } => false,
        { ValueKind: JsonValueKind.Number } number => number.GetInt32() != 0,
        _ => throw Unexpected(field, "a boolean"),
    };

    /// <summary>A Decimal, to its last digit; null when there is none.</summary>
    public decimal? DecimalOrNull(string field) => Member(field) switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        var value when ClassOf(value) == "Decimal" && TryParse(value.GetProperty("decimal").GetString(), out var number) => number,
        _ => throw Unexpected(field, "a Decimal"),
    };

    public decimal Decimal(string field) => DecimalOrNull(field) ?? throw Unexpected(field, "a Decimal");

    /// <summary>A float: a quantity. The digits that a binary number cannot hold are rounded away at 12 decimals.</summary>
    public decimal Float(string field) => Member(field) switch
    {
        { ValueKind: JsonValueKind.Null } => 0,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var value) => Trimmed(decimal.Round(value, 12)),
        _ => throw Unexpected(field, "a number"),
    };

    public DateOnly? Date(string field) => Member(field) switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        var value when ClassOf(value) == "date" => new DateOnly(Part(value, "year"), Part(value, "month"), Part(value, "day")),
        _ => throw Unexpected(field, "a date"),
    };

    /// <summary>A time; the server's times are UTC and have no zone.</summary>
    public DateTimeOffset? Time(string field) => Member(field) switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        var value when ClassOf(value) == "datetime" => new DateTimeOffset(
            Part(value, "year"), Part(value, "month"), Part(value, "day"), Part(value, "hour"), Part(value, "minute"), Part(value, "second"), TimeSpan.Zero)
            .AddTicks(Part(value, "microsecond") * TimeSpan.TicksPerMicrosecond),
        _ => throw Unexpected(field, "a time"),
    };

    /// <summary>The id that a reference holds; null when it is empty.</summary>
    public int? Reference(string field) => Member(field) switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Number } number => number.GetInt32(),
        _ => throw Unexpected(field, "an id"),
    };

    /// <summary>The id in a reference to one of several models, e.g. <c>sale.line,12</c>; null when it refers to another model or nothing.</summary>
    public int? ReferenceTo(string field, string model) =>
        Text(field)?.Split(',', 2) is [var name, var id] && name == model && int.TryParse(id, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    public IReadOnlyList<int> Ids(string field) => Member(field) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(id => id.GetInt32())]
        : throw Unexpected(field, "a list of ids");

    /// <summary>True when a list, e.g. of choices, holds something.</summary>
    public bool HasAny(string field) => Member(field) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0;

    /// <summary>Fields of a referenced record that were asked for as <c>field.other</c>; null when the reference is empty.</summary>
    public TrytonRow? Of(string field) =>
        element.TryGetProperty(field + ".", out var nested) && nested.ValueKind == JsonValueKind.Object ? new TrytonRow(nested) : null;

    /// <summary>The server's time of the last change; a record that was never changed has only the time it was made.</summary>
    public DateTimeOffset Stamp => Time("write_date") ?? Time("create_date") ?? throw Unexpected("create_date", "a time");

    public static bool TryParse(string? text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);

    private static decimal Trimmed(decimal value) => value / 1.000000000000000000000000000000000m;

    private JsonElement Member(string field) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value)
        ? value
        : throw new JsonException($"The field '{field}' is missing.", "$." + field, null, null);

    private static string? ClassOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("__class__", out var name) ? name.GetString() : null;

    private static int Part(JsonElement value, string name) => value.GetProperty(name).GetInt32();

    private static JsonException Unexpected(string field, string expected) => new($"The field '{field}' is not {expected}.", "$." + field, null, null);
}
