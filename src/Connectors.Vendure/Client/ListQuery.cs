using System.Globalization;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Vendure;

/// <summary>Variables of list queries.</summary>
internal static class ListQuery
{
    public static readonly DateTimeOffset FarFuture = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public static JsonObject Options(JsonObject filter, string sort, string direction, int take, int skip) => new()
    {
        ["options"] = new JsonObject { ["take"] = take, ["skip"] = skip, ["sort"] = new JsonObject { [sort] = direction }, ["filter"] = filter.DeepClone() },
    };

    public static JsonObject Range(DateTimeOffset from, DateTimeOffset to) => new() { ["start"] = Text(from), ["end"] = Text(to) };

    public static string Text(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
