using System.Globalization;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Vendure.Tests.Orders;

/// <summary>
/// A shop's order list in memory, as far as cursors need it, with what the real one does: times are stored finer than they are
/// told, and several sort keys apply in the schema's order. Rows may change between pages.
/// </summary>
internal sealed class OrderShelf
{
    private static readonly string[] s_schemaOrder = ["id", "createdAt", "updatedAt", "orderPlacedAt", "code", "state"];

    private readonly JsonObject _template = Capture.Order("order-authorized");

    public List<Row> Rows { get; } = [];

    public int LargestTake { get; private set; }

    /// <summary>The shop's clock, where it tells it.</summary>
    public DateTimeOffset? Clock { get; set; }

    public GraphQlHandler Handler => new(Answer) { Date = () => Clock };

    /// <summary>Runs before each list query; the number counts them.</summary>
    public Action<int> BeforeQuery { get; set; } = _ => { };

    private int _queries;

    public void Add(int id, DateTimeOffset placed, DateTimeOffset? updated = null, string state = "PaymentSettled", bool isPlaced = true) =>
        Rows.Add(new Row(id) { Placed = isPlaced ? placed : null, Updated = updated ?? placed, State = state });

    private (int Status, JsonNode Body) Answer(GraphQlCall call)
    {
        lock (Rows)
        {
            BeforeQuery(++_queries);
            var options = call.Variables["options"]!;
            LargestTake = Math.Max(LargestTake, (int)options["take"]!);
            var found = Rows.Where(row => Matches(row, options["filter"]!.AsObject())).ToList();
            var sort = options["sort"]!.AsObject();
            IEnumerable<Row> sorted = found;
            foreach (var key in s_schemaOrder.Where(sort.ContainsKey).Reverse())
            {
                sorted = (string)sort[key]! == "DESC" ? sorted.OrderByDescending(row => Key(row, key)) : sorted.OrderBy(row => Key(row, key));
            }

            var page = sorted.Skip((int)options["skip"]!).Take((int)options["take"]!).Select(row => (JsonNode)Document(row));
            return (200, new JsonObject
            {
                ["data"] = new JsonObject
                {
                    ["activeChannel"] = new JsonObject { ["id"] = "1", ["code"] = "c", ["pricesIncludeTax"] = false },
                    ["orders"] = new JsonObject { ["totalItems"] = found.Count, ["items"] = new JsonArray([.. page]) },
                },
            });
        }
    }

    private static long Key(Row row, string field) => field switch
    {
        "id" => row.Id,
        "updatedAt" => row.Updated.Ticks,
        "orderPlacedAt" => row.Placed?.Ticks ?? long.MaxValue,
        _ => throw new NotSupportedException(field),
    };

    private static bool Matches(Row row, JsonObject filter) => filter.All(condition => condition.Key switch
    {
        "_or" => condition.Value!.AsArray().Any(one => Matches(row, one!.AsObject())),
        "active" => true,
        "type" => true,
        "state" => !condition.Value!["notIn"]!.AsArray().Any(state => (string)state! == row.State),
        "updatedAt" => Matches(row.Updated, condition.Value!.AsObject()),
        "orderPlacedAt" => Matches(row.Placed, condition.Value!.AsObject()),
        _ => throw new NotSupportedException(condition.Key),
    });

    private static bool Matches(DateTimeOffset? time, JsonObject test) => test.All(operation => operation.Key switch
    {
        "isNull" => time is null == (bool)operation.Value!,
        "after" => time > Time(operation.Value!),
        "between" => time >= Time(operation.Value!["start"]!) && time <= Time(operation.Value!["end"]!),
        _ => throw new NotSupportedException(operation.Key),
    });

    private static DateTimeOffset Time(JsonNode text) => DateTimeOffset.Parse((string)text!, CultureInfo.InvariantCulture);

    private JsonObject Document(Row row)
    {
        var document = _template.DeepClone().AsObject();
        document["id"] = row.Id.ToString(CultureInfo.InvariantCulture);
        document["code"] = row.Code;
        document["state"] = row.State;
        document["orderPlacedAt"] = row.Placed is { } placed ? Text(placed) : null;
        document["updatedAt"] = Text(row.Updated);
        return document;
    }

    // Told to the millisecond, whatever is stored.
    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    internal sealed class Row(int id)
    {
        public int Id => id;

        public string Code => $"O{id}";

        public DateTimeOffset? Placed { get; set; }

        public DateTimeOffset Updated { get; set; }

        public string State { get; set; } = "";
    }
}
