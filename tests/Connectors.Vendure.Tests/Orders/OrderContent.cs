using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Vendure.Tests.Orders;

/// <summary>What captured orders become, besides amounts; the pitfalls of the shop by name.</summary>
public class OrderContent
{
    [Fact]
    public async Task After_a_partial_cancel_quantity_shrinks_and_the_ordered_quantity_stays()
    {
        var order = await OrderMoney.MapAsync(Capture.Order("order-delivered"));

        var line = order.Lines.Single(line => line.Item!.SellerItemId == "TBL200032");
        line.Quantity.ShouldBe(Quantity.Of(1));
        line.Quantities.ShouldBe(new QuantityLadder { Ordered = 2, Cancelled = 1, Shipped = 1, Delivered = 1 });
    }

    [Fact]
    public async Task A_line_added_to_a_placed_order_counts_as_ordered()
    {
        var order = await OrderMoney.MapAsync(Capture.Order("order-modified"));

        var added = order.Lines.Single(line => line.Item!.SellerItemId == "C24F390");
        added.Quantities!.Ordered.ShouldBe(1);
        added.Quantities.Cancelled.ShouldBe(0);
    }

    [Fact]
    public async Task UpdatedAt_misses_settling_and_shipping_but_the_source_version_does_not()
    {
        var states = new List<(DateTimeOffset? Modified, long Version)>();
        foreach (var capture in (string[])["order-authorized", "order-settled", "order-partially-shipped", "order-delivered"])
        {
            var change = await OrderMoney.ChangeAsync(Capture.Order(capture));
            states.Add((change.Document!.Dates.Modified, change.SourceVersion!.Value));
        }

        states[1].Modified.ShouldBe(states[0].Modified);
        states[2].Modified.ShouldBe(states[0].Modified);
        states.Select(state => state.Version).ShouldBe(states.Select(state => state.Version).Distinct().Order());
    }

    [Fact]
    public async Task Placing_does_not_move_updatedAt_so_the_version_counts_it_too()
    {
        var source = Capture.Order("order-authorized");
        source["payments"] = new JsonArray();

        var change = await OrderMoney.ChangeAsync(source);

        change.Document!.Dates.Placed.ShouldBeGreaterThan(change.Document.Dates.Modified!.Value);
        change.SourceVersion.ShouldBe(change.Document.Dates.Placed.UtcTicks);
    }

    [Theory]
    [InlineData("order-authorized", "confirmed", "authorized", "unfulfilled")]
    [InlineData("order-settled", "confirmed", "paid", "unfulfilled")]
    [InlineData("order-partially-shipped", "confirmed", "paid", "partiallyShipped")]
    [InlineData("order-delivered", "completed", "partiallyRefunded", "delivered")]
    [InlineData("order-modified", "confirmed", "partiallyPaid", "unfulfilled")]
    public async Task One_state_of_the_shop_becomes_three_axes(string capture, string order, string payment, string fulfilment)
    {
        var facts = (await OrderMoney.MapAsync(Capture.Order(capture))).Statuses;

        facts.On(StatusAxis.Order)!.Code.ShouldBe(order);
        facts.On(StatusAxis.Payment)!.Code.ShouldBe(payment);
        facts.On(StatusAxis.Fulfilment)!.Code.ShouldBe(fulfilment);
        facts.ShouldAllBe(fact => fact.Confidence == StatusConfidence.Inferred);
    }

    [Fact]
    public async Task A_full_cancel_of_an_authorised_order_leaves_the_payment_authorised()
    {
        var order = await OrderMoney.MapAsync(Capture.Order("order-cancelled"));

        order.Statuses.On(StatusAxis.Order)!.Code.ShouldBe("cancelled");
        order.Statuses.On(StatusAxis.Order)!.Reason.ShouldBe("fraud");
        order.Statuses.On(StatusAxis.Payment)!.Code.ShouldBe("authorized");
        order.Payments.ShouldHaveSingleItem().Statuses[0].Raw.ShouldBe("Authorized");
        order.Dates.Cancelled.ShouldNotBeNull();
        order.Totals!.PayableAmount.Amount.ShouldBe(0);
        order.Lines.ShouldAllBe(line => line.Quantity.Value == 0 && line.Quantities!.Cancelled > 0);
    }

    [Fact]
    public async Task An_order_being_changed_carries_an_overlay() =>
        (await OrderMoney.MapAsync(Capture.Order("order-modifying"))).Statuses.On(StatusAxis.OrderOverlay)!.Code.ShouldBe("amending");

    [Fact]
    public async Task Refunds_keep_amount_state_and_payment_and_no_shares_that_say_nothing()
    {
        var order = await OrderMoney.MapAsync(Capture.Order("order-delivered"));

        var refund = order.Refunds.ShouldHaveSingleItem();
        refund.Amount.ShouldBe(Money.Of(355.32m, "USD"));
        refund.PaymentId.ShouldBe(order.Payments[0].Id);
        refund.ItemsAmount.ShouldBeNull();
        refund.Reason.ShouldBe("one tablet cancelled");
        refund.Statuses[0].Code.ShouldBe("settled");
        order.Totals!.RefundedAmount.ShouldBe(Money.Of(355.32m, "USD"));
        order.Totals.OutstandingAmount.ShouldBe(Money.Of(0m, "USD"));
    }

    [Fact]
    public async Task A_pending_refund_is_not_counted_as_paid_back()
    {
        var source = Capture.Order("order-delivered");
        source["payments"]![0]!["refunds"]![0]!["state"] = "Pending";

        var order = await OrderMoney.MapAsync(source);

        order.Totals!.RefundedAmount!.Value.Amount.ShouldBe(0);
        order.Refunds[0].SettledAt.ShouldBeNull();
        order.Statuses.On(StatusAxis.Payment)!.Code.ShouldBe("paid");
    }

    [Fact]
    public async Task A_cancelled_fulfilment_ships_nothing()
    {
        var source = Capture.Order("order-partially-shipped");
        source["fulfillments"]![0]!["state"] = "Cancelled";

        var order = await OrderMoney.MapAsync(source);

        order.Lines.ShouldAllBe(line => line.Quantities!.Shipped == 0);
        order.Statuses.On(StatusAxis.Fulfilment)!.Code.ShouldBe("unfulfilled");
    }

    [Fact]
    public async Task A_fulfilment_of_several_orders_counts_for_each_only_what_is_its()
    {
        var source = Capture.Order("order-partially-shipped");
        source["fulfillments"]![0]!["lines"]!.AsArray().Add(JsonNode.Parse("""{"orderLineId":"4711","quantity":50}"""));

        (await OrderMoney.MapAsync(source)).Statuses.On(StatusAxis.Fulfilment)!.Code.ShouldBe("partiallyShipped");
    }

    [Fact]
    public async Task People_and_addresses_are_kept()
    {
        var order = await OrderMoney.MapAsync(Capture.Order("order-authorized"));

        var buyer = order.Parties.WithRole(PartyRole.Buyer)!;
        buyer.Name.ShouldBe("Löwe GmbH");
        buyer.Contacts[0].Email.ShouldBe("ada@example.com");
        buyer.ExternalIds.From("shop", "Customer")!.Value.ShouldBe("1");
        var shipTo = order.Parties.WithRole(PartyRole.ShipTo)!.Address!;
        shipTo.Lines.ShouldBe(["Hauptstraße 1", "2. OG"]);
        (shipTo.PostalCode, shipTo.City, shipTo.CountryCode, shipTo.CountryName, shipTo.RegionName).ShouldBe(("10115", "Berlin", "DE", "Germany", "BE"));
        order.Parties.WithRole(PartyRole.BillTo)!.Address!.Lines[0].ShouldBe("Rechnungsweg 9");
    }

    [Fact]
    public async Task An_address_of_empty_texts_is_no_address()
    {
        var source = Capture.Order("order-authorized");
        source["billingAddress"] = JsonNode.Parse("""{"fullName":"","company":null,"streetLine1":" ","streetLine2":"","city":"","province":null,"postalCode":"","country":"","countryCode":"","phoneNumber":""}""");

        var order = await OrderMoney.MapAsync(source);

        order.Parties.WithRole(PartyRole.BillTo).ShouldBeNull();
        order.Parties.WithRole(PartyRole.Buyer)!.Address!.Lines[0].ShouldBe("Hauptstraße 1");
    }

    [Fact]
    public async Task Ids_name_the_connection()
    {
        var order = await OrderMoney.MapAsync(Capture.Order("order-authorized"));

        order.Number.ShouldBe((string)Capture.Order("order-authorized")["code"]!);
        order.ExternalIds.From("shop", "Order")!.Value.ShouldBe("1");
        order.Lines[0].Item!.ExternalIds.From("shop", "ProductVariant")!.Value.ShouldBe("1");
        order.Channel!.Code.ShouldBe("__default_channel__");
        order.ShippingMethods.ShouldHaveSingleItem().Code.ShouldBe("standard-shipping");
    }

    [Fact]
    public async Task Notes_of_people_are_kept_and_ours_are_not()
    {
        var source = Capture.Order("order-delivered");
        source["history"]!["items"]!.AsArray().Count(entry => (string)entry!["type"]! == "ORDER_NOTE").ShouldBe(2);

        var order = await OrderMoney.MapAsync(source);

        var note = order.Notes.ShouldHaveSingleItem();
        (note.Text, note.Audience).ShouldBe(("Bitte klingeln", NoteAudience.Customer));
    }

    [Fact]
    public async Task The_shop_promises_no_order_of_rows_and_the_document_does_not_depend_on_it()
    {
        var source = Capture.Order("order-delivered");
        var first = Order.Codec.ToCanonicalBytes(await OrderMoney.MapAsync(source));
        foreach (var member in (string[])["lines", "fulfillments", "taxSummary", "payments"])
        {
            source[member] = new JsonArray([.. source[member]!.AsArray().Reverse().Select(row => row!.DeepClone())]);
        }

        Order.Codec.ToCanonicalBytes(await OrderMoney.MapAsync(source)).ShouldBe(first);
    }
}
