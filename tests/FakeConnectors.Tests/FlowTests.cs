using Crossdock.Canonical;
using Crossdock.Canonical.Rules;
using Crossdock.TestKit.Fakes;

namespace Crossdock.FakeConnectors.Tests;

/// <summary>One purchase through both connectors: what comes out of the remotes makes sense as canonical documents.</summary>
public sealed class FlowTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_is_shipped_reported_and_billed_once_and_the_amounts_balance()
    {
        await using var connections = await Connections.StartAsync();
        var order = Documents.Order();
        Errors(CanonicalRules.Check(order)).ShouldBeEmpty("the test's own order is sound");
        await connections.Erp.ExecuteAsync(Connections.Submit(order), Token);
        var shipment = await Flow.ShipAsync(connections);
        var invoice = Documents.Invoice(order, shipment);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await connections.Erp.ExecuteAsync(Flow.Report(shipment), Token)).Remote!.Id.ShouldBe("DN-000001");
            (await connections.Erp.ExecuteAsync(Flow.Post(invoice), Token)).Remote!.Id.ShouldBe("INV-000001");
        }

        (await connections.Erp.ProbeAsync(Flow.Report(shipment), Token)).Remote!.Id.ShouldBe("DN-000001");
        (await connections.Erp.ProbeAsync(Flow.Post(invoice), Token)).Remote!.Id.ShouldBe("INV-000001");
        (await connections.Erp.ProbeAsync(Flow.Post(invoice with { Number = "ANOTHER" }), Token)).ShouldBe(ProbeResult.NotFound);
        var ledger = connections.Systems.ReadLedger();
        foreach (var counts in new[] { ledger.Orders, ledger.Shipments, ledger.ErpShipments, ledger.Invoices })
        {
            counts.ShouldBe([new("SO-1", 1)]);
        }

        connections.Systems.ReadAmounts()["SO-1"].Invoices.Single().ShouldBe(new LedgerAmount("INV-000001", "USD", 92.80m));
    }

    [Fact]
    public async Task The_shipment_is_a_sound_document_that_refers_to_the_order_by_its_lines()
    {
        await using var connections = await Connections.StartAsync();
        var shipment = await Flow.ShipAsync(connections);

        Shipment.Codec.Validate(Shipment.Codec.ToUtf8Bytes(shipment)).ShouldBeEmpty();
        Errors(CanonicalRules.Check(shipment)).ShouldBeEmpty();
        Errors(CanonicalRules.CheckAgainstOrder(shipment, Documents.Order())).ShouldBeEmpty();
        shipment.Orders.Single().Id.ShouldBe("SO-1");
        shipment.FulfilmentRequests.Single().Id.ShouldBe("SO-1");
        shipment.Lines.Select(line => (line.Order!.LineId, line.Item!.SellerItemId, line.Quantity.Value)).ShouldBe([("11", "834444", 2m), ("13", "TEA-SEN-100", 3m)]);
        shipment.Lines[1].Instances.Sum(instance => instance.Quantity!.Value.Value).ShouldBe(3);
        shipment.TrackingNumbers.Single().Number.ShouldStartWith("JJD");
        shipment.HandlingUnits.ShouldAllBe(unit => unit.Sscc!.Length == 18);
    }

    [Fact]
    public async Task The_posted_invoice_comes_back_as_a_sound_document_with_the_erps_number()
    {
        await using var connections = await Connections.StartAsync();
        var order = Documents.Order();
        await connections.Erp.ExecuteAsync(Connections.Submit(order), Token);
        var shipment = await Flow.ShipAsync(connections);
        await connections.Erp.ExecuteAsync(Flow.Report(shipment), Token);
        await connections.Erp.ExecuteAsync(Flow.Post(Documents.Invoice(order, shipment)), Token);

        var page = await connections.Erp.ReadChangesAsync(new ChangeQuery(Checkpoint.Start, 10), Token);
        var change = page.Changes.Single();
        var invoice = change.Document.ShouldNotBeNull();

        (change.DocumentKey, change.SourceVersion, page.HasMore).ShouldBe(("INV-000001", 1L, false));
        Invoice.Codec.Validate(Invoice.Codec.ToUtf8Bytes(invoice)).ShouldBeEmpty();
        Errors(CanonicalRules.Check(invoice)).ShouldBeEmpty();
        Errors(CanonicalRules.CheckAgainstOrder(invoice, order)).ShouldBeEmpty();
        invoice.Totals.PayableAmount.ShouldBe(Documents.Usd(92.80m));
        invoice.AllowanceCharges.Single().Type.ShouldBe(AllowanceChargeType.Shipping);
        invoice.Taxes.Select(tax => (tax.Rate, tax.Amount!.Value.Amount)).ShouldBe([(20m, 8.60m), (10m, 3.75m)], ignoreOrder: true);
        (await connections.Erp.ReadChangesAsync(new ChangeQuery(page.Next, 10), Token)).Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Stock_levels_are_sound_snapshots_whose_newest_can_be_told()
    {
        await using var connections = await Connections.StartAsync(new FakeSystemsOptions { InitialStock = 10 });
        var source = (IInventorySource)connections.Warehouse;
        var start = await source.ReadChangesAsync(new ChangeQuery(Checkpoint.Start, 500), Token);
        start.Changes.Count.ShouldBe(FakeCatalogue.Items.Count);
        await Flow.ShipAsync(connections);

        var page = await source.ReadChangesAsync(new ChangeQuery(start.Next, 500), Token);

        page.Changes.Select(change => change.DocumentKey).ShouldBe(["834444@WH-1", "TEA-SEN-100@WH-1"]);
        page.Changes.ShouldAllBe(change => Errors(CanonicalRules.Check(change.Document!)).Count == 0);
        var last = start.Changes.Max(change => change.SourceVersion);
        page.Changes.ShouldAllBe(change => change.SourceVersion > last);
        var levels = start.Changes.Concat(page.Changes).Where(change => change.DocumentKey == "834444@WH-1").Select(change => change.Document!.AsOf).ToList();
        levels[1].ShouldBeGreaterThan(levels[0]);
        page.Changes.Select(change => change.Document!.Positions.Single().Buckets.Available).ShouldBe([8m, 7m]);
    }

    private static List<RuleViolation> Errors(IEnumerable<RuleViolation> violations) => [.. violations.Where(violation => violation.Severity == RuleSeverity.Error)];
}
