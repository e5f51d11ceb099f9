using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Connectors.Vendure.Tests.Items;

/// <summary>Variants come in as items: all of them, exactly, and again when something changes that moves no stamp.</summary>
public class ItemsIn
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public async Task All_are_read_whatever_the_page_although_many_share_a_time_stamp(int pageSize)
    {
        var shelf = new ItemShelf();
        for (var i = 1; i <= 7; i++)
        {
            shelf.Add($"SKU-{i}", price: 100 * i, created: s_start.AddMilliseconds(i / 5));
        }

        await using var shop = TestShop.With(shelf.Handler, time: new FakeTimeProvider(s_start.AddHours(1)));
        var (items, _) = await ReadAllAsync(shop, Checkpoint.Start, pageSize);

        items.Select(change => change.DocumentKey).Distinct().Count().ShouldBe(7);
        items.ShouldAllBe(change => change.Problems.Count == 0);
        items[0].Document!.Prices[0].Price.Amount.ShouldBe(Money.Of(1.00m, "EUR"));
        shelf.LargestTake.ShouldBeLessThanOrEqualTo(pageSize + 2);
    }

    [Fact]
    public async Task A_product_switched_off_which_moves_no_stamp_of_its_variants_is_found_when_all_are_read_again()
    {
        var time = new FakeTimeProvider(s_start.AddHours(1));
        var shelf = new ItemShelf { Clock = time };
        shelf.Add("SKU-1", price: 100, created: s_start);
        await using var shop = TestShop.With(shelf.Handler, time: time);
        var (_, after) = await ReadAllAsync(shop, Checkpoint.Start, 10);
        shelf.Variants[0]["product"]!["enabled"] = false;

        time.Advance(TimeSpan.FromMinutes(30));
        (var soon, after) = await ReadAllAsync(shop, after, 10);
        time.Advance(TimeSpan.FromMinutes(31));
        (var later, _) = await ReadAllAsync(shop, after, 10);

        soon.ShouldBeEmpty();
        later.ShouldHaveSingleItem().Document!.Statuses[0].Status.ShouldBe(StatusFact.Of(ItemStatus.Inactive));
    }

    [Fact]
    public async Task A_changed_item_is_found_by_updatedAt()
    {
        var time = new FakeTimeProvider(s_start.AddHours(1));
        var shelf = new ItemShelf { Clock = time };
        shelf.Add("SKU-1", price: 100, created: s_start);
        await using var shop = TestShop.With(shelf.Handler, time: time);
        var (_, after) = await ReadAllAsync(shop, Checkpoint.Start, 10);
        shelf.Variants[0]["enabled"] = false;
        shelf.Variants[0]["updatedAt"] = Text(s_start.AddHours(1).AddMinutes(4));

        time.Advance(TimeSpan.FromMinutes(5));
        var (changes, _) = await ReadAllAsync(shop, after, 10);

        changes.ShouldHaveSingleItem().Document!.Statuses[0].Status.ShouldBe(StatusFact.Of(ItemStatus.Inactive));
    }

    [Theory]
    [InlineData("sku", "\"\"", "/sku")]
    [InlineData("currencyCode", "\"XXZ\"", "/currencyCode")]
    [InlineData("price", "1.5", "/price")]
    [InlineData("name", "null", "/name")]
    public async Task One_that_cannot_be_mapped_names_its_field_and_hides_no_other(string member, string json, string pointer)
    {
        var shelf = new ItemShelf();
        shelf.Add("SKU-1", price: 100, created: s_start);
        shelf.Add("SKU-2", price: 100, created: s_start);
        shelf.Variants[0][member] = JsonNode.Parse(json);
        await using var shop = TestShop.With(shelf.Handler, time: new FakeTimeProvider(s_start.AddHours(1)));

        var (changes, _) = await ReadAllAsync(shop, Checkpoint.Start, 10);

        var bad = changes.Single(change => change.Problems.Count > 0);
        bad.Problems[0].Pointer.ShouldBe(pointer);
        bad.Raw.IsEmpty.ShouldBeFalse();
        changes.Single(change => change.Problems.Count == 0).DocumentKey.ShouldBe("SKU-2");
    }

    private static async Task<(IReadOnlyList<Change<Item>> Changes, Checkpoint After)> ReadAllAsync(TestShop shop, Checkpoint after, int pageSize)
    {
        var changes = new List<Change<Item>>();
        for (var page = 0; page < 100; page++)
        {
            var read = await shop.ReadItemsAsync(after, pageSize);
            changes.AddRange(read.Changes);
            after = read.Next;
            if (!read.HasMore)
            {
                return (changes, after);
            }
        }

        throw new InvalidOperationException("The items have no end.");
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A shop's variants in memory.</summary>
    private sealed class ItemShelf
    {
        public List<JsonObject> Variants { get; } = [];

        public int LargestTake { get; private set; }

        public TimeProvider Clock { get; init; } = new FakeTimeProvider(s_start.AddHours(1));

        public GraphQlHandler Handler => new(Answer) { Date = () => Clock.GetUtcNow() };

        public void Add(string sku, long price, DateTimeOffset created) => Variants.Add(new JsonObject
        {
            ["id"] = $"{Variants.Count + 1}", ["sku"] = sku, ["name"] = "Thing", ["enabled"] = true, ["createdAt"] = Text(created), ["updatedAt"] = Text(created),
            ["currencyCode"] = "EUR", ["price"] = price, ["priceWithTax"] = price * 12 / 10,
            ["taxRateApplied"] = new JsonObject { ["name"] = "VAT", ["value"] = 20 }, ["options"] = new JsonArray(),
            ["product"] = new JsonObject { ["id"] = "1", ["name"] = "Thing", ["enabled"] = true, ["updatedAt"] = Text(created) },
        });

        private (int Status, JsonNode Body) Answer(GraphQlCall call)
        {
            var options = call.Variables["options"]!;
            LargestTake = Math.Max(LargestTake, (int)options["take"]!);
            var (field, range) = options["filter"]!.AsObject().Single();
            var (start, end) = ((string)range!["between"]!["start"]!, (string)range["between"]!["end"]!);
            var sort = options["sort"]!.AsObject().Single().Key;
            var rows = Variants
                .Where(row => string.CompareOrdinal((string)row[field]!, start) >= 0 && string.CompareOrdinal((string)row[field]!, end) <= 0)
                .OrderBy(row => (string)row[sort]!, StringComparer.Ordinal)
                .Skip((int)options["skip"]!).Take((int)options["take"]!).Select(row => row.DeepClone());
            return (200, new JsonObject
            {
                ["data"] = new JsonObject
                {
                    ["activeChannel"] = new JsonObject { ["id"] = "1", ["code"] = "c", ["pricesIncludeTax"] = false },
                    ["productVariants"] = new JsonObject { ["items"] = new JsonArray([.. rows]) },
                },
            });
        }
    }
}
