using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

/// <summary>Vendure's list options: <c>take</c>, <c>skip</c>, <c>sort</c> and <c>filter</c> with <c>_and</c> and <c>_or</c>.</summary>
internal sealed class ListOptions
{
    private const int MaxTake = 1000;
    private readonly int _take;
    private readonly int _skip;
    private readonly JsonObject? _sort;
    private readonly JsonObject? _filter;

    private ListOptions(int take, int skip, JsonObject? sort, JsonObject? filter) =>
        (_take, _skip, _sort, _filter) = (take, skip, sort, filter);

    /// <summary>Reads and checks the options of a list of the given items.</summary>
    /// <exception cref="GraphFailure">The shop would refuse them.</exception>
    public static ListOptions Parse(JsonObject? options, string itemType)
    {
        var take = (int?)options?["take"] ?? 0;
        if (take > MaxTake)
        {
            throw new GraphFailure(200, "USER_INPUT_ERROR", $"Cannot take more than {MaxTake} results from a list query");
        }

        var (sort, filter) = (options?["sort"] as JsonObject, options?["filter"] as JsonObject);
        CheckNames(sort, itemType, "SortParameter");
        CheckNames(filter, itemType, "FilterParameter");
        return new ListOptions(take <= 0 ? MaxTake : take, Math.Max(0, (int?)options?["skip"] ?? 0), sort, filter);
    }

    /// <summary>Filters, sorts and cuts; <paramref name="index"/> is the object that filters and sort orders look at.</summary>
    public (int Total, List<T> Page) Apply<T>(IEnumerable<T> rows, Func<T, JsonElement> index)
    {
        var found = _filter is null ? [.. rows] : rows.Where(row => Matches(index(row), _filter)).ToList();
        var sorted = (IEnumerable<T>)found;
        foreach (var (name, direction) in (_sort ?? []).Reverse())
        {
            // Stable sorts from the last key to the first give the order by all keys.
            sorted = (string?)direction == "DESC"
                ? sorted.OrderByDescending(row => SortKey.Of(index(row), name))
                : sorted.OrderBy(row => SortKey.Of(index(row), name));
        }

        return (found.Count, [.. sorted.Skip(_skip).Take(_take)]);
    }

    private static void CheckNames(JsonObject? names, string itemType, string suffix)
    {
        foreach (var (name, value) in names ?? [])
        {
            if (name is "_and" or "_or")
            {
                foreach (var nested in value!.AsArray())
                {
                    CheckNames(nested as JsonObject, itemType, suffix);
                }
            }
            else if (!VendureSchema.TryGetField(itemType, name, out var type) || type is not null)
            {
                throw new GraphFailure(200, "BAD_USER_INPUT", $"Field \"{name}\" is not defined by type \"{itemType}{suffix}\".");
            }
        }
    }

    private static bool Matches(JsonElement row, JsonObject filter) => filter.All(condition => condition.Key switch
    {
        "_and" => condition.Value!.AsArray().All(nested => Matches(row, nested!.AsObject())),
        "_or" => condition.Value!.AsArray().Any(nested => Matches(row, nested!.AsObject())),
        _ => condition.Value!.AsObject().All(test => Test(row.TryGetProperty(condition.Key, out var value) ? value : default, test.Key, test.Value)),
    });

    private static bool Test(JsonElement value, string operation, JsonNode? operand) => operation switch
    {
        "isNull" => IsNull(value) == (bool)operand!,
        _ when IsNull(value) => false,
        "eq" => Same(value, operand),
        "notEq" => !Same(value, operand),
        "in" => operand!.AsArray().Any(one => Same(value, one)),
        "notIn" => !operand!.AsArray().Any(one => Same(value, one)),
        "contains" => value.GetString()!.Contains((string)operand!, StringComparison.OrdinalIgnoreCase),
        "notContains" => !value.GetString()!.Contains((string)operand!, StringComparison.OrdinalIgnoreCase),
        "after" => Date(value.GetString()!) > Date((string)operand!),
        "before" => Date(value.GetString()!) < Date((string)operand!),
        "between" when operand!["start"] is { } start => Date(value.GetString()!) >= Date((string)start!) && Date(value.GetString()!) <= Date((string)operand["end"]!),
        "gt" => value.GetDecimal() > (decimal)operand!,
        "gte" => value.GetDecimal() >= (decimal)operand!,
        "lt" => value.GetDecimal() < (decimal)operand!,
        "lte" => value.GetDecimal() <= (decimal)operand!,
        _ => throw new GraphFailure(200, "BAD_USER_INPUT", $"Field \"{operation}\" is not defined by the operators of this filter."),
    };

    private static bool IsNull(JsonElement value) => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    private static bool Same(JsonElement value, JsonNode? operand) => value.ValueKind switch
    {
        JsonValueKind.String when operand?.GetValueKind() == JsonValueKind.String =>
            value.ValueEquals((string)operand!) || (DateTimeOffset.TryParse((string)operand!, CultureInfo.InvariantCulture, out var wanted) && value.TryGetDateTimeOffset(out var date) && date == wanted),
        JsonValueKind.Number when operand?.GetValueKind() == JsonValueKind.Number => value.GetDecimal() == (decimal)operand!,
        JsonValueKind.True or JsonValueKind.False => operand?.GetValueKind() == value.ValueKind,
        _ => false,
    };

    private static DateTimeOffset Date(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : throw new GraphFailure(200, "BAD_USER_INPUT", $"DateTime cannot represent an invalid date-time-string {text}.");

    /// <summary>Numbers (and ids, which are numbers in strings) by value, text by ordinal; null last.</summary>
    private readonly record struct SortKey(bool IsNull, decimal Number, string Text) : IComparable<SortKey>
    {
        public static SortKey Of(JsonElement row, string name)
        {
            if (!row.TryGetProperty(name, out var value) || ListOptions.IsNull(value))
            {
                return new SortKey(true, 0, string.Empty);
            }

            var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
            return (name == "id" || value.ValueKind == JsonValueKind.Number) && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                ? new SortKey(false, number, string.Empty)
                : new SortKey(false, 0, text);
        }

        public int CompareTo(SortKey other)
        {
            var order = IsNull.CompareTo(other.IsNull);
            order = order != 0 ? order : Number.CompareTo(other.Number);
            return order != 0 ? order : string.CompareOrdinal(Text, other.Text);
        }
    }
}
