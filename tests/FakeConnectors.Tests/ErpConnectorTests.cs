using Crossdock.Canonical;
using Crossdock.TestKit.Fakes;

namespace Crossdock.FakeConnectors.Tests;

public sealed class ErpConnectorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_becomes_one_sales_order_with_an_acknowledgement_per_line()
    {
        await using var connections = await Connections.StartAsync();
        var order = Documents.Order();

        var result = await connections.Erp.ExecuteAsync(Connections.Submit(order), Token);
        await connections.Erp.ExecuteAsync(Connections.Submit(order), Token);

        result.Outcome.ShouldBe(EffectOutcome.Applied);
        result.Remote!.DisplayNumber.ShouldBe("SO-000001");
        var acknowledgement = result.Acknowledgement.ShouldNotBeNull();
        acknowledgement.OrderNumber.ShouldBe("SO-1");
        acknowledgement.Code.ShouldBe(AcknowledgementCode.Accepted);
        acknowledgement.Lines.Select(line => (line.OrderLineId, line.Acknowledgements[0].Code, line.Acknowledgements[0].Quantity!.Value.Value))
            .ShouldBe([("11", AcknowledgementCode.Accepted, 2m), ("13", AcknowledgementCode.Accepted, 3m)]);
        OrderAcknowledgement.Codec.Validate(OrderAcknowledgement.Codec.ToUtf8Bytes(acknowledgement)).ShouldBeEmpty();
        connections.Systems.ReadLedger().Orders.ShouldBe([new("SO-1", 1)]);
        connections.Systems.ReadAmounts()["SO-1"].Orders.Single().ShouldBe(new LedgerAmount("SO-000001", "USD", 92.80m));
    }

    [Fact]
    public async Task A_revision_amends_and_is_probed_by_itself()
    {
        await using var connections = await Connections.StartAsync();
        var order = Documents.Order();
        await connections.Erp.ExecuteAsync(Connections.Submit(order), Token);

        (await connections.Erp.ProbeAsync(Connections.Submit(order, revision: 2), Token)).ShouldBe(ProbeResult.NotFound);
        var amended = await connections.Erp.ExecuteAsync(Connections.Submit(order, revision: 2), Token);
        var probe = await connections.Erp.ProbeAsync(Connections.Submit(order, revision: 2), Token);

        amended.Remote!.Version.ShouldBe("2");
        probe.ShouldBe(ProbeResult.Found(amended.Remote));
        connections.Systems.ReadLedger().Orders.ShouldBe([new("SO-1", 1)]);
    }

    [Theory]
    [InlineData(FaultKind.ErrorBeforeCommit, ErrorKind.UnknownOutcome, false)]
    [InlineData(FaultKind.ErrorAfterCommit, ErrorKind.UnknownOutcome, true)]
    [InlineData(FaultKind.TimeoutAfterCommit, ErrorKind.UnknownOutcome, true)]
    [InlineData(FaultKind.ResetBeforeCommit, ErrorKind.UnknownOutcome, false)]
    [InlineData(FaultKind.ResetAfterCommit, ErrorKind.UnknownOutcome, true)]
    [InlineData(FaultKind.ResetMidBody, ErrorKind.UnknownOutcome, true)]
    [InlineData(FaultKind.TruncatedJson, ErrorKind.UnknownOutcome, true)]
    [InlineData(FaultKind.HtmlPage, ErrorKind.UnknownOutcome, false)]
    [InlineData(FaultKind.Throttled, ErrorKind.Throttled, false)]
    public async Task A_fault_has_its_kind_and_the_probe_tells_what_happened(FaultKind fault, ErrorKind kind, bool happened)
    {
        await using var connections = await Connections.StartAsync(new FakeSystemsOptions { Faults = new FaultPlan { Hold = TimeSpan.FromMilliseconds(10) } });
        var request = Connections.Submit(Documents.Order());
        connections.Systems.Faults.Script(new ScriptedFault(FaultTarget.ErpWrite, fault) { RetryAfter = "7" });

        var exception = await Should.ThrowAsync<ConnectorException>(() => connections.Erp.ExecuteAsync(request, Token));
        exception.Kind.ShouldBe(kind);
        exception.Error.RetryAfter.ShouldBe(fault == FaultKind.Throttled ? TimeSpan.FromSeconds(7) : null);

        var probe = await connections.Erp.ProbeAsync(request, Token);
        probe.Outcome.ShouldBe(happened ? ProbeOutcome.Found : ProbeOutcome.NotFound);
        probe.Remote?.Id.ShouldBe(happened ? "SO-000001" : null);

        // The same key again: the ERP has one order either way.
        (await connections.Erp.ExecuteAsync(request, Token)).Remote!.Id.ShouldBe("SO-000001");
        connections.Systems.ReadLedger().Orders.ShouldBe([new("SO-1", 1)]);
    }

    [Fact]
    public async Task A_time_out_is_an_unknown_outcome_that_the_probe_resolves()
    {
        await using var connections = await Connections.StartAsync(new FakeSystemsOptions { Faults = new FaultPlan { Hold = TimeSpan.FromMinutes(1) } });
        var request = Connections.Submit(Documents.Order());
        connections.Systems.Faults.Script(new ScriptedFault(FaultTarget.ErpWrite, FaultKind.TimeoutAfterCommit));

        var pending = connections.Erp.ExecuteAsync(request, Token);
        while (connections.Systems.ReadLedger().Orders.Count == 0)
        {
            pending.IsCompleted.ShouldBeFalse();
            await Task.Yield();
        }

        connections.Time.Advance(TimeSpan.FromSeconds(31));
        (await Should.ThrowAsync<ConnectorException>(() => pending)).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        (await connections.Erp.ProbeAsync(request, Token)).Outcome.ShouldBe(ProbeOutcome.Found);
    }

    [Fact]
    public async Task A_refusal_names_the_field_of_the_canonical_document()
    {
        await using var connections = await Connections.StartAsync();
        var order = Documents.Order();
        order = order with { Lines = [order.Lines[0], order.Lines[1], order.Lines[2] with { Item = new ItemReference { SellerItemId = "NO-SUCH" } }] };

        var result = await connections.Erp.ExecuteAsync(Connections.Submit(order), Token);

        result.Outcome.ShouldBe(EffectOutcome.Rejected);
        (result.Error!.Kind, result.Error.RemoteCode, result.Error.Pointer).ShouldBe((ErrorKind.Validation, "unknown-sku", "/lines/2/item/sellerItemId"));
        result.Error.Message.ShouldContain("NO-SUCH");
    }

    [Fact]
    public async Task The_same_key_with_another_payload_is_a_conflict()
    {
        await using var connections = await Connections.StartAsync();
        await connections.Erp.ExecuteAsync(Connections.Submit(Documents.Order()), Token);

        var result = await connections.Erp.ExecuteAsync(Connections.Submit(Documents.Order() with { PurchaseOrderNumber = "PO-78" }), Token);

        (result.Outcome, result.Error!.Kind, result.Error.RemoteCode).ShouldBe((EffectOutcome.Rejected, ErrorKind.Conflict, "idempotency-key-reused"));
    }

    [Fact]
    public async Task What_the_erp_needs_and_the_document_lacks_is_refused_before_sending()
    {
        await using var connections = await Connections.StartAsync();
        var order = Documents.Order();

        await AssertRefused(order with { Totals = null }, "/totals");
        await AssertRefused(order with { Lines = [order.Lines[0] with { Item = new ItemReference { Gtin = "4012345000016" } }] }, "/lines/0/item/sellerItemId");
        await AssertRefused(order with { Lines = [order.Lines[1], order.Lines[0] with { LineExtensionAmount = null }] }, "/lines/1/lineExtensionAmount");
        await AssertRefused(order with { AllowanceCharges = [order.AllowanceCharges[0] with { TaxIncluded = true }] }, "/allowanceCharges/0/taxIncluded");
        connections.Systems.Faults.Counts.Requests.ShouldBe(0);

        async Task AssertRefused(Order document, string pointer)
        {
            var error = (await Should.ThrowAsync<ConnectorException>(() => connections.Erp.ExecuteAsync(Connections.Submit(document), Token))).Error;
            (error.Kind, error.Pointer).ShouldBe((ErrorKind.Validation, pointer));
        }
    }

    [Fact]
    public async Task A_shipment_before_its_order_is_not_found()
    {
        await using var connections = await Connections.StartAsync();
        var shipment = await Flow.ShipAsync(connections);

        var result = await connections.Erp.ExecuteAsync(Flow.Report(shipment), Token);

        (result.Outcome, result.Error!.Kind, result.Error.Pointer).ShouldBe((EffectOutcome.Rejected, ErrorKind.NotFound, "/orders/0/id"));
    }

    [Fact]
    public async Task A_wrong_token_is_an_auth_error_and_an_unhealthy_connection()
    {
        await using var connections = await Connections.StartAsync(erpToken: "wrong");

        (await Should.ThrowAsync<ConnectorException>(() => connections.Erp.ExecuteAsync(Connections.Submit(Documents.Order()), Token))).Kind.ShouldBe(ErrorKind.Auth);
        var health = await connections.Erp.CheckAsync(Token);
        health.IsHealthy.ShouldBeFalse();
        health.Detail.ShouldNotContain("wrong");
        (await connections.Warehouse.CheckAsync(Token)).IsHealthy.ShouldBeTrue();
    }
}
