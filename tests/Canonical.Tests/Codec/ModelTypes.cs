using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Crossdock.Canonical.Tests.Codec;

/// <summary>The value types that documents are made of.</summary>
public partial class ModelTypes
{
    [Fact]
    public void An_open_enumeration_knows_its_values_and_keeps_the_others()
    {
        var known = new OrderType("dropShip");
        (known.Kind, known.IsKnown, known.Value, known.ToString()).ShouldBe((OrderTypeKind.DropShip, true, "dropShip", "dropShip"));
        (known == OrderType.DropShip).ShouldBeTrue();
        known.GetHashCode().ShouldBe(OrderType.DropShip.GetHashCode());

        var other = new OrderType("DROPSHIP");
        (other.Kind, other.IsKnown, other.Value).ShouldBe((OrderTypeKind.Unknown, false, "DROPSHIP"));
        (other != OrderType.DropShip).ShouldBeTrue();
        other.ShouldBe(new OrderType("DROPSHIP"));
        other.ShouldNotBe(new OrderType("dropship"));
        default(OrderType).Value.ShouldBe("");
        Should.Throw<ArgumentNullException>(() => new OrderType(null!));
    }

    [Fact]
    public void Known_values_are_read_without_allocating_their_text()
    {
        var first = Order.Codec.Parse(OrderSample.Utf8).Value!.Type!.Value.Value;
        ReferenceEquals(first, OrderType.Standard.Value).ShouldBeTrue();
    }

    [Fact]
    public void A_value_list_is_equal_by_content()
    {
        ValueList<int> list = [1, 2, 3];
        ValueList<int> same = new[] { 1, 2, 3 }.ToValueList();
        (list == same).ShouldBeTrue();
        list.GetHashCode().ShouldBe(same.GetHashCode());
        (list != [1, 2]).ShouldBeTrue();
        list.Equals((object)same).ShouldBeTrue();
        (list.Count, list[2], list.ToString()).ShouldBe((3, 3, "[1, 2, 3]"));
        default(ValueList<int>).ShouldBe([]);
        default(ValueList<int>).Count.ShouldBe(0);
        Should.Throw<IndexOutOfRangeException>(() => default(ValueList<int>)[0]);

        var sum = 0;
        foreach (var item in list)
        {
            sum += item;
        }

        sum.ShouldBe(list.Sum());
    }

    [Fact]
    public void A_value_list_cannot_be_changed_through_what_it_was_made_from()
    {
        int[] items = [1, 2];
        ValueList<int> list = [.. items];
        var other = items.ToValueList();
        items[0] = 9;
        list[0].ShouldBe(1);
        other[0].ShouldBe(1);
    }

    [Fact]
    public void Extensions_are_added_replaced_and_removed()
    {
        var extensions = Extensions.Empty.With("acme.a", "{ \"x\": 1 }"u8).With("acme.b", 7, ModelTypesContext.Default.Int32);
        extensions["acme.a"].ToString().ShouldBe("{ \"x\": 1 }");
        extensions["acme.a"].Deserialize(ModelTypesContext.Default.JsonObject)!["x"]!.GetValue<int>().ShouldBe(1);
        extensions.With("acme.a", "2"u8).Keys.ShouldBe(["acme.a", "acme.b"]);
        extensions.Without("acme.a").Keys.ShouldBe(["acme.b"]);
        extensions.Without("acme.none").ShouldBeSameAs(extensions);
        extensions.TryGetValue("acme.none", out _).ShouldBeFalse();
        Should.Throw<KeyNotFoundException>(() => extensions["acme.none"]);
        Extensions.Empty.Count.ShouldBe(0);
    }

    [Fact]
    public void Extensions_are_equal_in_any_order()
    {
        var left = Extensions.Empty.With("a", "1"u8).With("b", "2"u8);
        var right = Extensions.Empty.With("b", "2"u8).With("a", "1"u8);
        left.Equals(right).ShouldBeTrue();
        left.GetHashCode().ShouldBe(right.GetHashCode());
        left.Equals(right.With("a", "1.0"u8)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("1 2")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("\"\\ud800\"")]
    public void An_extension_must_be_strict_JSON(string value) =>
        Should.Throw<ArgumentException>(() => Extensions.Empty.With("acme.a", Encoding.UTF8.GetBytes(value))).Message.ShouldContain("acme.a");

    [JsonSerializable(typeof(int))]
    [JsonSerializable(typeof(JsonObject))]
    private sealed partial class ModelTypesContext : JsonSerializerContext;
}
