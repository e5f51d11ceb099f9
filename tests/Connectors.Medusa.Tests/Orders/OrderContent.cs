using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa.Tests.Orders;

/// <summary>What captured orders become, besides amounts.</summary>
public class OrderContent
{
    [Theory]
    [InlineData("order-placed", "confirmed", "authorized", "unfulfilled")]
    [InlineData("order-captured", "confirmed", "paid", "unfulfilled")]
    [InlineData("order-packed", "confirmed", "paid", "picking")]
    [InlineData("order-partially-shipped", "confirmed", "paid", "partiallyShipped")]
    [InlineData("order-delivered-in-part", "confirmed", "paid", "partiallyDelivered")]
    [InlineData("order-refunded", "confirmed", "partiallyRefunded", "partiallyDelivered")]
    [InlineData("order-cancelled", "cancelled", "voided", "cancelled")]
    [InlineData("order-edited", "confirmed", "unpaid", "unfulfilled")]
    [InlineData("order-returned", "confirmed", "paid", "shipped")]
    public async Task Each_axis_says_what_it_is_about(string capture, string order, string payment, string fulfilment)
    {
        var statuses = (await MapAsync(Capture.Order(capture))).Document!.Statuses;

        statuses.Select(status => (status.Axis, status.Code)).ShouldBe([(StatusAxis.Order, order), (StatusAxis.Payment, payment), (StatusAxis.Fulfilment, fulfilment)]);
        statuses.ShouldAllBe(status => status.Confidence == StatusConfidence.Inferred);
    }

    [Fact]
    public async Task The_status_does_not_depend_on_what_the_shop_says_when_fewer_fields_are_selected()
    {
        var source = Capture.Order("order-packed");
        var honest = (await MapAsync(source)).Document!;
        source["fulfillment_status"] = "fulfilled";
        source["payment_status"] = "not_paid";

        (await MapAsync(source)).Document.ShouldBe(honest);
    }

    [Fact]
    public async Task Fulfilled_means_packed_and_not_shipped()
    {
        var order = (await MapAsync(Capture.Order("order-packed"))).Document!;

        order.Lines.Sum(line => line.Quantities!.Packed).ShouldBe(3);
        order.Lines.Sum(line => line.Quantities!.Shipped).ShouldBe(0);
    }

    [Fact]
    public async Task A_capture_that_does_not_move_updated_at_makes_a_newer_version()
    {
        var (placed, captured) = (Capture.Order("order-placed"), Capture.Order("order-captured"));
        ((string)captured["updated_at"]!).ShouldBe((string)placed["updated_at"]!);

        (await MapAsync(captured)).SourceVersion!.Value.ShouldBeGreaterThan((await MapAsync(placed)).SourceVersion!.Value);
    }

    [Fact]
    public async Task A_cancelled_order_says_when()
    {
        var order = (await MapAsync(Capture.Order("order-cancelled"))).Document!;

        order.Dates.Cancelled.ShouldNotBeNull();
        order.Payments.ShouldHaveSingleItem().AuthorizedAmount.ShouldBeNull();
    }

    [Fact]
    public async Task An_edited_order_holds_the_lines_of_now()
    {
        var order = (await MapAsync(Capture.Order("order-edited"))).Document!;

        order.Lines.Select(line => (line.Item!.SellerItemId, line.Quantity.Value)).ShouldBe([("T-SHIRT-M", 2m), ("BOX-ONESIZE", 1m)], ignoreOrder: true);
    }

    [Fact]
    public async Task What_came_back_is_taken_off_the_quantity_as_the_shop_does_with_its_amounts()
    {
        var line = (await MapAsync(Capture.Order("order-returned"))).Document!.Lines.ShouldHaveSingleItem();

        (line.Quantity.Value, line.Quantities!.Ordered, line.Quantities.Returned).ShouldBe((2m, 3m, 1m));
        line.LineExtensionAmount!.Value.Amount.ShouldBe(18m);
    }

    [Fact]
    public async Task Refunds_name_their_payment_and_what_the_shop_noted()
    {
        var order = (await MapAsync(Capture.Order("order-refunded"))).Document!;

        var refund = order.Refunds.ShouldHaveSingleItem();
        (refund.Amount, refund.Reason, refund.PaymentId).ShouldBe((Money.Of(10.50m, "EUR"), "Broken (RF-1)", order.Payments[0].Id));
    }

    [Fact]
    public async Task People_and_countries_are_told_as_the_model_has_them()
    {
        var order = (await MapAsync(Capture.Order("order-placed"))).Document!;

        order.Parties.Select(party => party.Role).ShouldBe([PartyRole.Buyer, PartyRole.ShipTo, PartyRole.BillTo]);
        var buyer = order.Parties[0];
        (buyer.Name, buyer.IsCompany, buyer.Contacts[0].Name, buyer.Contacts[0].Email).ShouldBe(("Löwe GmbH", true, "Ada Löwe", "ada@example.com"));
        order.Parties[1].Address!.CountryCode.ShouldBe("DE");
        order.ExternalIds[0].DisplayNumber.ShouldBe("#1");
        order.Currency.ShouldBe("EUR");
    }

    [Theory]
    [InlineData("currency_code", "\"zzz\"", "/currency_code", "zzz")]
    [InlineData("items", "null", "/items", "")]
    [InlineData("payment_collections", null, "", "payment_collections")]
    [InlineData("total", "\"86.12\"", "/total", "")]
    public async Task An_unmappable_order_says_which_field_and_keeps_the_record(string member, string? value, string pointer, string said)
    {
        var source = Capture.Order("order-placed");
        source.Remove(member);
        if (value is not null)
        {
            source[member] = JsonNode.Parse(value);
        }

        var change = await MapAsync(source);

        change.Document.ShouldBeNull();
        change.DocumentKey.ShouldBe((string)source["id"]!);
        var problem = change.Problems.ShouldHaveSingleItem();
        problem.Pointer.ShouldBe(pointer);
        problem.Message.ShouldContain(said);
        change.Raw.Length.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task A_payment_in_another_currency_is_a_problem_and_not_an_amount()
    {
        var source = Capture.Order("order-placed");
        FakeShop.Payments(source).First()["currency_code"] = "usd";

        var problem = (await MapAsync(source)).Problems.ShouldHaveSingleItem();

        (problem.Pointer, problem.Message.Contains("'usd'", StringComparison.Ordinal)).ShouldBe(("/payment_collections", true));
    }

    [Fact]
    public async Task A_number_that_no_decimal_can_hold_is_a_problem_of_its_field()
    {
        var source = Capture.Order("order-placed");
        source["items"]![0]!["raw_unit_price"] = new JsonObject { ["value"] = "0.12345678901234567890123456789" };

        (await MapAsync(source)).Problems.ShouldHaveSingleItem().Pointer.ShouldBe("/items/0/raw_unit_price");
    }

    private static async Task<Change<Order>> MapAsync(JsonObject source)
    {
        await using var shop = new TestShop(RestHandler.Always(200, new JsonObject { ["order"] = source.DeepClone() }));
        return (await shop.FindAsync((string)source["id"]!))!;
    }
}
