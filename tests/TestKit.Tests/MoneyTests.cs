using System.Net;
using System.Text.Json.Nodes;
using Crossdock.TestKit.Fakes;

namespace Crossdock.TestKit.Tests;

/// <summary>Credit notes and payments at the ERP, and refunds at the payment provider: what is written twice is there twice.</summary>
public sealed class MoneyTests
{
    private static readonly HttpMethod s_get = HttpMethod.Get;
    private static readonly HttpMethod s_post = HttpMethod.Post;

    [Fact]
    public async Task A_credit_note_and_a_payment_are_counted_and_found_by_their_order()
    {
        await using var systems = await FakeSystems.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var client = new FakeClient(systems);
        await InvoicedAsync(client, "A-1");

        var note = await client.ErpAsync(s_post, "/credit-notes", FakeClient.CreditNote("R-1", "A-1"), "n1");
        await client.ErpAsync(s_post, "/credit-notes", FakeClient.CreditNote("R-1", "A-1"), "n1");
        await client.ErpAsync(s_post, "/payments", FakeClient.Payment("P-1", "A-1"), "p1");
        await client.ErpAsync(s_post, "/payments", FakeClient.Payment("P-1", "A-1"), "p2");
        await client.ErpAsync(s_post, "/payments", FakeClient.Payment("R-1", "A-1", "out", "68.36"), "p3");

        note.Status.ShouldBe(HttpStatusCode.Created);
        var ledger = systems.ReadLedger();
        ledger.CreditNotes.ShouldBe([new("A-1", 1)]);
        ledger.Payments.ShouldBe([new("A-1", 2)]); // another key is another payment
        ledger.RefundPayments.ShouldBe([new("A-1", 1)]);
        var amounts = systems.ReadAmounts()["A-1"];
        amounts.CreditNotes.ShouldBe([new("CN-000001", "USD", 68.36m)]);
        amounts.Payments.Select(payment => payment.Amount).ShouldBe([73.36m, 73.36m]);
        amounts.RefundPayments.ShouldBe([new("PAY-000003", "USD", 68.36m)]);
        ((string)(await client.ErpAsync(s_get, "/credit-notes?orderReference=A-1")).Body["creditNotes"]![0]!["note"]!["externalReference"]!).ShouldBe("R-1");
        (await client.ErpAsync(s_get, "/payments?orderReference=A-1")).Body["payments"]!.AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_the_erp_refuses_names_the_field()
    {
        await using var systems = await FakeSystems.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var client = new FakeClient(systems);
        await InvoicedAsync(client, "A-1");
        await client.ErpAsync(s_post, "/credit-notes", FakeClient.CreditNote("R-1", "A-1"));

        foreach (var (path, body, code, pointer) in new (string, JsonObject, string, string)[]
        {
            ("/credit-notes", FakeClient.CreditNote("R-2", "A-9"), "unknown-order", "/orderReference"),
            ("/credit-notes", FakeClient.CreditNote("R-2", "A-1"), "exceeds-invoices", "/totals/grossAmount"),
            ("/credit-notes", FakeClient.CreditNote("R-2", "A-1", "1.00", "0.20", "1.21"), "totals-mismatch", "/totals/grossAmount"),
            ("/payments", FakeClient.Payment("P-1", "A-1", "sideways"), "bad-direction", "/direction"),
            ("/payments", FakeClient.Payment("P-1", "A-1", amount: "0"), "bad-amount", "/amount"),
            ("/payments", FakeClient.Payment("P-1", "A-1", amount: "1.001"), "amount-precision", "/amount"),
            ("/payments", FakeClient.Payment("P-1", "A-1", currency: "EUR"), "currency-mismatch", "/currency"),
        })
        {
            var (status, answer) = await client.ErpAsync(s_post, path, body);
            ((int)status, (string)answer["code"]!, (string)answer["pointer"]!).ShouldBe((422, code, pointer));
        }
    }

    [Fact]
    public async Task A_refund_that_is_issued_twice_is_paid_twice_and_found_by_its_request()
    {
        await using var systems = await FakeSystems.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var client = new FakeClient(systems);
        var order = systems.PlaceCapturedOrders().Codes[0];
        systems.TakePayments([order, order]);
        systems.AskForRefunds([order, order]);

        var asked = (await client.PaymentsAsync(s_get, "/transactions?after=")).Body;
        asked["transactions"]!.AsArray().Select(row => $"{row!["type"]} {row["status"]} {row["amount"]}").ShouldBe(["payment paid 2180.08", "refund requested 1402.92"]);
        systems.ReadLedger().Refunds.ShouldBeEmpty("nobody issued it");
        systems.ReadAmounts()[order].RefundAsked!.Amount.ShouldBe(1402.92m);

        var refund = new JsonObject { ["requestReference"] = $"REF-{order}", ["orderReference"] = order, ["currency"] = "USD", ["amount"] = "1402.92" };
        await client.PaymentsAsync(s_post, "/refunds", refund);
        await client.PaymentsAsync(s_post, "/refunds", refund);

        systems.ReadLedger().Refunds.ShouldBe([new(order, 2)]);
        systems.ReadAmounts()[order].Refunds.Select(paid => paid.Amount).ShouldBe([1402.92m, 1402.92m]);
        (await client.PaymentsAsync(s_get, $"/refunds?requestReference=REF-{order}")).Body["refunds"]!.AsArray().Count.ShouldBe(2);
        var after = (await client.PaymentsAsync(s_get, $"/transactions?after={asked["nextCursor"]}")).Body["transactions"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)after["status"]!, (long)after["sequence"]!).ShouldBe(("paid", 4));
    }

    [Fact]
    public async Task A_refund_nobody_asked_for_or_of_another_amount_is_refused()
    {
        await using var systems = await FakeSystems.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var client = new FakeClient(systems);
        var order = systems.PlaceCapturedOrders().Codes[0];
        systems.AskForRefunds([order]);
        foreach (var (reference, amount, pointer) in new[] { ("REF-none", "1402.92", "/requestReference"), ($"REF-{order}", "1402.93", "/amount") })
        {
            var body = new JsonObject { ["requestReference"] = reference, ["orderReference"] = order, ["currency"] = "USD", ["amount"] = amount };
            var (status, answer) = await client.PaymentsAsync(s_post, "/refunds", body);
            ((int)status, (string)answer["pointer"]!).ShouldBe((422, pointer));
        }

        (await client.PaymentsAsync(s_get, "/transactions", key: "wrong")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        systems.ReadLedger().Refunds.ShouldBeEmpty();
    }

    private static async Task InvoicedAsync(FakeClient client, string order)
    {
        await client.ErpAsync(s_post, "/orders", FakeClient.Order(order));
        await client.ErpAsync(s_post, "/shipments", FakeClient.Shipment("S-1", order));
        await client.ErpAsync(s_post, "/invoices", FakeClient.Invoice("S-1", order));
    }
}
