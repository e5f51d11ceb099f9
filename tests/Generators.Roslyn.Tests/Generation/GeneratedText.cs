using Crossdock.Generators.Roslyn.Tests.Harness;

namespace Crossdock.Generators.Roslyn.Tests.Generation;

/// <summary>What is generated, as checked-in text; and that it compiles.</summary>
public class GeneratedText
{
    internal const string Everything = $$"""
        namespace Acme.Shops;

        public sealed class AcmeOptions { public string? Endpoint { get; set; } }

        [Connector("acme-shop-2", Role = ConnectorRole.Ecommerce | ConnectorRole.Warehouse, Options = typeof(AcmeOptions), MaxConcurrency = 4, SerialisePerDocument = true)]
        [Quota(1000, 50, Per = "00:00:02")]
        [Source<Order>(Cursor = CursorReliability.Late, DeclaredLateness = "00:10:00", MissedChanges = "\"refunds\"", Cost = 20)]
        [Effect<SubmitOrder>(Idempotency = IdempotencyMode.NativeKey, KeyWindow = "1.12:00:00")]
        [Effect<PublishInventory>(LookupFields = ["sku", "location"], Idempotency = IdempotencyMode.NaturalKeyLookup, SettleTime = "00:00:30", Cost = 10, ProbeCost = 2, MaxBatch = 50, BatchSemantics = BatchSemantics.AllOrNothing)]
        [Lookup<Order>]
        [Snapshot<Inventory>]
        [Webhooks(Signed = true)]
        [StatusAxis("payment", StatusAxisConfidence.Asserted)]
        [StatusAxis("fulfilment", StatusAxisConfidence.Inferred)]
        public sealed partial class AcmeShop(ConnectionContext connection, AcmeOptions options, TimeProvider time, IServiceProvider? services = null)
            : IConnector, IOrderSource, IOrderSink, IInventorySink, IBatchEffectPort<PublishInventory>, IDocumentLookup<Order>, ISnapshotSource<Inventory>, IWebhookTranslator
        {
            public object[] All => [connection, options, time, services!];
            {{Source.ReadsOrders}}
            {{Source.SubmitsOrders}}
            public Task<EffectResult> ExecuteAsync(EffectRequest<PublishInventory> request, CancellationToken cancellationToken) => throw null!;
            public Task<ProbeResult> ProbeAsync(EffectRequest<PublishInventory> request, CancellationToken cancellationToken) => throw null!;
            public Task<IReadOnlyList<BatchResult>> ExecuteBatchAsync(IReadOnlyList<EffectRequest<PublishInventory>> requests, CancellationToken cancellationToken) => throw null!;
            public Task<Change<Order>?> FindAsync(string documentKey, CancellationToken cancellationToken) => throw null!;
            public IAsyncEnumerable<Change<Inventory>> ReadSnapshotAsync(CancellationToken cancellationToken) => throw null!;
            {{Source.TranslatesWebhooks}}
        }
        """;

    [Fact]
    public async Task A_connector_with_everything()
    {
        var run = GeneratorRun.Of(Everything);

        run.Text.ShouldBeApproved();
        run.Errors().ShouldBeEmpty();
        (await Analyzer.DiagnoseAsync(run.Output)).ShouldBeEmpty();
    }

    [Fact]
    public void A_connector_without_options_or_namespace()
    {
        var run = GeneratorRun.Of("""[Connector("bare")] public partial class Bare : IConnector;""");

        run.Text.ShouldBeApproved();
        run.Errors().ShouldBeEmpty();
    }

    [Fact]
    public void A_record_with_internal_options_registers_internally()
    {
        var run = GeneratorRun.Of("""
            namespace Acme.@internal;
            sealed class Options;
            [Connector("kept-inside", Options = typeof(Options))]
            sealed partial record Inside : IConnector { internal Inside(Options options) { } }
            """);

        run.Text.ShouldBeApproved();
        run.Errors().ShouldBeEmpty();
    }

    [Fact]
    public void The_hook_can_be_implemented_and_the_parts_may_stand_in_several_files()
    {
        var run = GeneratorRun.Of(
            """
            namespace Acme;
            [Connector("parts")] public partial class Parts : IConnector;
            static partial class PartsExtensions
            {
                static partial void OnRegistering(ICrossdockBuilder builder, string name) => _ = builder.Services;
            }
            """,
            """
            namespace Acme;
            partial class Parts { public static string System => Manifest.System; }
            """);

        run.Errors().ShouldBeEmpty();
    }

    [Fact]
    public void Two_connectors_of_one_name_in_different_namespaces_get_files_of_their_own()
    {
        var run = GeneratorRun.Of(
            """namespace A { [Connector("one")] public partial class Same : IConnector; }""",
            """namespace B { [Connector("two")] public partial class Same : IConnector; }""");

        run.Result.GeneratedSources.Select(source => source.HintName).ShouldBe(["A.Same.g.cs", "B.Same.g.cs"], ignoreOrder: true);
        run.Errors().ShouldBeEmpty();
    }
}
