using Crossdock.TestKit.Fakes;

namespace Crossdock.Connectors.Vendure.Tests.Effects;

/// <summary>The shop's people are told once what became of an order.</summary>
public class Acknowledgements
{
    [Fact]
    public async Task A_note_is_written_once_and_found_by_its_key()
    {
        var order = (string)Capture.Order("order-settled")["code"]!;
        await using var shop = TestShop.Replaying("acknowledge", "acknowledge-2", "acknowledge-again", "acknowledge-again");

        (await shop.ExecuteAsync(Documents.Acknowledgement(order))).Outcome.ShouldBe(EffectOutcome.Applied);
        (await shop.ExecuteAsync(Documents.Acknowledgement(order))).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);
        (await shop.ProbeAsync(Documents.Acknowledgement(order))).Outcome.ShouldBe(ProbeOutcome.Found);
    }

    [Fact]
    public async Task An_unknown_order_is_not_found()
    {
        await using var shop = TestShop.Replaying("acknowledge-unknown-order");

        (await shop.ExecuteAsync(Documents.Acknowledgement("NO-SUCH-ORDER"))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
    }

    [Theory]
    [InlineData(FaultKind.TimeoutAfterCommit, ProbeOutcome.Found)]
    [InlineData(FaultKind.ResetAfterCommit, ProbeOutcome.Found)]
    [InlineData(FaultKind.ResetBeforeCommit, ProbeOutcome.NotFound)]
    [InlineData(FaultKind.HtmlPage, ProbeOutcome.NotFound)]
    public async Task A_note_in_doubt_is_probed_and_never_written_twice(FaultKind fault, ProbeOutcome expected)
    {
        await using var fakes = await Shipments.StartAsync();
        await using var shop = Shipments.Connect(fakes, options => options.Http.Timeout = TimeSpan.FromSeconds(1));
        var order = (await Shipments.FirstOrderAsync(shop)).Number;
        fakes.Faults.Script(new ScriptedFault(FaultTarget.ShopWrite, fault));

        (await Should.ThrowAsync<ConnectorException>(() => shop.ExecuteAsync(Documents.Acknowledgement(order)))).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        (await shop.ProbeAsync(Documents.Acknowledgement(order))).Outcome.ShouldBe(expected);
        await shop.ExecuteAsync(Documents.Acknowledgement(order));

        fakes.ReadLedger().ShopNotes[order].ShouldBe(1);
        (await shop.FindAsync(order))!.Document!.Notes.ShouldBeEmpty("our own note must not come back as a change");
    }
}
