using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.Canonical.Rules;

namespace Crossdock.Connectors.Medusa.Tests.Items;

/// <summary>Items in, from a captured variant.</summary>
public class ItemsIn
{
    private static readonly DateTimeOffset s_start = TestShop.Now - TimeSpan.FromDays(1);

    [Fact]
    public async Task A_variant_is_an_item_with_its_prices()
    {
        var item = (await ReadAsync(Variant("variant_1"))).ShouldHaveSingleItem().Document!;

        CanonicalRules.Check(item).ShouldBeEmpty();
        (item.Sku, item.Name, item.BaseUnit).ShouldBe(("T-SHIRT-S", "Medusa T-Shirt S", "C62"));
        item.Prices.Select(price => price.Price.Amount).ShouldBe([Money.Of(10m, "EUR"), Money.Of(11m, "USD")]);
        item.Options.ShouldHaveSingleItem().ShouldBe(new CustomProperty { Name = "Size", Value = "S" });
        item.Statuses[0].Status.Code.ShouldBe(ItemStatus.Active.Value);
    }

    [Fact]
    public async Task A_price_for_some_customers_only_is_not_the_price()
    {
        var variant = Variant("variant_1");
        variant["prices"]![0]!["rules"] = new JsonObject { ["customer_group_id"] = "vip" };
        variant["prices"]![1]!["min_quantity"] = 10;

        (await ReadAsync(variant)).Single().Document!.Prices.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sku", "null", "/sku", "variant_1")]
    [InlineData("prices", "[{ \"id\": \"p\", \"currency_code\": \"zzz\", \"amount\": 1 }]", "/prices", "'zzz'")]
    [InlineData("product", "null", "/product", "")]
    public async Task An_unmappable_item_says_which_field_and_what_to_do(string member, string value, string pointer, string said)
    {
        var variant = Variant("variant_1");
        variant[member] = JsonNode.Parse(value);

        var change = (await ReadAsync(variant)).ShouldHaveSingleItem();

        change.Document.ShouldBeNull();
        change.Problems.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);
        change.Problems[0].Message.ShouldContain(said);
    }

    [Fact]
    public async Task A_product_taken_off_sale_which_moves_no_stamp_of_its_variants_is_found()
    {
        var fake = new FakeShop { Clock = TestShop.Now };
        fake.Variants.Add(Variant("variant_1"));
        await using var shop = new TestShop(fake.Handler);
        var (_, next) = await shop.PollAsync<Item>(Checkpoint.Start);
        fake.Variants[0]["product"]!["status"] = "draft";
        (await shop.PollAsync<Item>(next)).Changes.ShouldBeEmpty("it is not due yet");

        shop.Time.Advance(TimeSpan.FromHours(1));
        fake.Clock = shop.Time.GetUtcNow();
        var (changes, _) = await shop.PollAsync<Item>(next);

        changes.ShouldHaveSingleItem().Document!.Statuses[0].Status.Code.ShouldBe(ItemStatus.Draft.Value);
    }

    private static async Task<IReadOnlyList<Change<Item>>> ReadAsync(JsonObject variant)
    {
        var fake = new FakeShop();
        fake.Variants.Add(variant);
        await using var shop = new TestShop(fake.Handler);
        return (await shop.PollAsync<Item>(Checkpoint.Start)).Changes;
    }

    private static JsonObject Variant(string id)
    {
        var variant = Capture.Load("variants").Body["variants"]![0]!.DeepClone().AsObject();
        (variant["id"], variant["created_at"], variant["updated_at"]) = (id, FakeShop.Text(s_start), FakeShop.Text(s_start));
        return variant;
    }
}
