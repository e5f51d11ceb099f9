using Crossdock.Generators.Roslyn.CodeFixes;
using Crossdock.Generators.Roslyn.Diagnostics;
using Crossdock.Generators.Roslyn.Tests.Harness;

namespace Crossdock.Generators.Roslyn.Tests.CodeFixes;

/// <summary>What the code looks like after each fix, and that its diagnostic is gone.</summary>
public class FixResults
{
    [Fact]
    public async Task Makes_the_class_partial()
    {
        var (text, left) = await Fixes.ApplyAsync(new MakePartialFix(), DiagnosticIds.NotPartial, "Make the class partial", """
            namespace Acme;

            /// <summary>Docs stay.</summary>
            [Connector("acme")]
            public sealed class Shop(TimeProvider time) : IConnector;
            """);

        text.ShouldBe("""
            namespace Acme;

            /// <summary>Docs stay.</summary>
            [Connector("acme")]
            public sealed partial class Shop(TimeProvider time) : IConnector;
            """);
        left.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("public partial class Shop;", "public partial class Shop : IConnector;")]
    [InlineData("public partial class Shop : IDisposable { public void Dispose() { } }", "public partial class Shop : IDisposable, IConnector { public void Dispose() { } }")]
    public async Task Adds_the_connector_interface(string before, string after)
    {
        var (text, left) = await Fixes.ApplyAsync(
            new ImplementOrRemoveFix(), DiagnosticIds.NotAConnector, "Implement IConnector", $"[Connector(\"acme\")]\n{before}\n");

        text.ShouldBe($"[Connector(\"acme\")]\n{after}\n");
        left.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Source<Order>(Cursor = CursorReliability.Late)", "IChangeSource<Order>")]
    [InlineData("Effect<PublishItem>", "IEffectPort<PublishItem>")]
    [InlineData("Lookup<Shipment>", "IDocumentLookup<Shipment>")]
    [InlineData("Snapshot<Inventory>", "ISnapshotSource<Inventory>")]
    [InlineData("Webhooks(Signed = true)", "IWebhookTranslator")]
    public async Task Adds_the_interface_of_a_claimed_port(string attribute, string port)
    {
        var (text, left) = await Fixes.ApplyAsync(
            new ImplementOrRemoveFix(), DiagnosticIds.PortNotImplemented, $"Implement {port}", Claiming(attribute));

        text.ShouldBe(Claiming(attribute).Replace(": IConnector;", $": IConnector, {port};", StringComparison.Ordinal));
        left.ShouldBeEmpty();
    }

    [Fact]
    public async Task Removes_a_false_claim()
    {
        var (text, left) = await Fixes.ApplyAsync(
            new ImplementOrRemoveFix(), DiagnosticIds.PortNotImplemented, "Remove [Source<Order>]", Claiming("Source<Order>(Cursor = CursorReliability.Late)"));

        text.ShouldBe(Claiming("").Replace("[]\n", "", StringComparison.Ordinal));
        left.ShouldBeEmpty();
    }

    [Fact]
    public async Task Removes_a_false_claim_from_a_list_and_keeps_the_documentation()
    {
        var (text, left) = await Fixes.ApplyAsync(new ImplementOrRemoveFix(), DiagnosticIds.PortNotImplemented, "Remove [Lookup<Order>]", """
            /// <summary>Docs stay.</summary>
            [Lookup<Order>, Connector("acme")]
            public partial class Shop : IConnector;
            """);

        text.ShouldBe("""
            /// <summary>Docs stay.</summary>
            [Connector("acme")]
            public partial class Shop : IConnector;
            """);
        left.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("IOrderSource", "Source<Order>")]
    [InlineData("IItemSink", "Effect<PublishItem>")]
    [InlineData("IDocumentLookup<Invoice>", "Lookup<Invoice>")]
    [InlineData("ISnapshotSource<Item>", "Snapshot<Item>")]
    [InlineData("IWebhookTranslator", "Webhooks")]
    public async Task Declares_an_implemented_port(string port, string attribute)
    {
        var source = $$"""
            namespace Acme;

            /// <summary>Docs stay.</summary>
            [Connector("acme")]
            public partial class Shop : IConnector, {{port}};
            """;

        var (text, left) = await Fixes.ApplyAsync(new DeclarePortFix(), DiagnosticIds.PortNotDeclared, $"Declare [{attribute}]", source);

        text.ShouldBe(source.Replace("[Connector(\"acme\")]\n", $"[Connector(\"acme\")]\n[{attribute}]\n", StringComparison.Ordinal));
        left.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "NaturalKeyLookup", "(Idempotency = IdempotencyMode.NaturalKeyLookup)")]
    [InlineData("", "NativeKey", "(Idempotency = IdempotencyMode.NativeKey)")]
    [InlineData("", "None", "(Idempotency = IdempotencyMode.None)")]
    [InlineData("()", "None", "(Idempotency = IdempotencyMode.None)")]
    [InlineData("(LookupFields = [\"ref\"])", "NaturalKeyLookup", "(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = [\"ref\"])")]
    [InlineData("(SettleTime = \"00:00:05\", Idempotency = IdempotencyMode.Undeclared)", "None", "(Idempotency = IdempotencyMode.None, SettleTime = \"00:00:05\")")]
    public async Task Declares_the_idempotency_of_a_financial_effect(string before, string mode, string after)
    {
        var (text, left) = await Fixes.ApplyAsync(
            new DeclareIdempotencyFix(), DiagnosticIds.FinancialEffectUndeclared, $"Declare Idempotency = {mode}", Claiming($"Effect<SubmitOrder>{before}"));

        text.ShouldBe(Claiming($"Effect<SubmitOrder>{after}"));
        left.ShouldBeEmpty();
    }

    [Fact]
    public async Task Offers_one_fix_per_way_out()
    {
        (await Fixes.OfferedAsync(new ImplementOrRemoveFix(), DiagnosticIds.PortNotImplemented, Claiming("Webhooks")))
            .ShouldBe(["Implement IWebhookTranslator", "Remove [Webhooks]"]);
        (await Fixes.OfferedAsync(new ImplementOrRemoveFix(), DiagnosticIds.NotAConnector, "[Connector(\"acme\")] partial class Shop;"))
            .ShouldBe(["Implement IConnector"]);
        (await Fixes.OfferedAsync(new DeclareIdempotencyFix(), DiagnosticIds.FinancialEffectUndeclared, Claiming("Effect<SubmitOrder>")))
            .ShouldBe(["Declare Idempotency = NaturalKeyLookup", "Declare Idempotency = NativeKey", "Declare Idempotency = None"]);
    }

    private static string Claiming(string attribute) => $"""
        /// <summary>Docs stay.</summary>
        [Connector("acme")]
        [{attribute}]
        public partial class Shop : IConnector;
        """;
}
