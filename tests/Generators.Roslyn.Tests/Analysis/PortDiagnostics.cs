using Crossdock.Generators.Roslyn.Diagnostics;
using Crossdock.Generators.Roslyn.Tests.Harness;

namespace Crossdock.Generators.Roslyn.Tests.Analysis;

/// <summary>CDK0009, CDK0010 and CDK0015: declared ports against implemented ones.</summary>
public class PortDiagnostics
{
    [Theory]
    [InlineData("Source<Order>", "IChangeSource<Order>")]
    [InlineData("Effect<PublishItem>", "IEffectPort<PublishItem>")]
    [InlineData("Lookup<Shipment>", "IDocumentLookup<Shipment>")]
    [InlineData("Snapshot<Inventory>", "ISnapshotSource<Inventory>")]
    [InlineData("Webhooks", "IWebhookTranslator")]
    public async Task A_claimed_port_is_implemented(string attribute, string port)
    {
        var diagnostic = (await Analyzer.DiagnoseAsync(
            $$"""[Connector("acme")] [{{attribute}}] public partial class Acme : IConnector;""")).ShouldHaveSingleItem();

        diagnostic.Id.ShouldBe(DiagnosticIds.PortNotImplemented);
        diagnostic.Underlined().ShouldBe(attribute);
        diagnostic.GetMessage().ShouldContain($"does not implement {port};");
    }

    [Theory]
    [InlineData("IChangeSource<Order>", "Source<Order>")]
    [InlineData("IOrderSource", "Source<Order>")]
    [InlineData("IEffectPort<SubmitOrder>", "Effect<SubmitOrder>")]
    [InlineData("IInventorySink", "Effect<PublishInventory>")]
    [InlineData("IDocumentLookup<Invoice>", "Lookup<Invoice>")]
    [InlineData("ISnapshotSource<Item>", "Snapshot<Item>")]
    [InlineData("IWebhookTranslator", "Webhooks")]
    public async Task An_implemented_port_is_declared(string port, string attribute)
    {
        // The members are missing: the compiler says so, and the analyzer has to say its part all the same.
        var diagnostic = (await Analyzer.DiagnoseAsync(
            $$"""[Connector("acme")] public partial class Acme : IConnector, {{port}};""")).ShouldHaveSingleItem();

        diagnostic.Id.ShouldBe(DiagnosticIds.PortNotDeclared);
        diagnostic.Underlined().ShouldBe("Acme");
        diagnostic.GetMessage().ShouldContain($"[{attribute}]");
    }

    [Fact]
    public async Task A_port_of_a_base_class_counts()
    {
        const string Base = $$"""public abstract class Reader : IConnector, IOrderSource { {{Source.ReadsOrders}} }""";

        (await Analyzer.DiagnoseAsync(Base, """[Connector("acme")] public partial class Acme : Reader;"""))
            .ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.PortNotDeclared);
        (await Analyzer.DiagnoseAsync(Base, """[Connector("acme")] [Source<Order>] public partial class Acme : Reader;"""))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_document_is_another_port()
    {
        var diagnostics = await Analyzer.DiagnoseAsync(
            $$"""[Connector("acme")] [Source<Item>] public partial class Acme : IConnector, IOrderSource { {{Source.ReadsOrders}} }""");

        diagnostics.Select(diagnostic => diagnostic.Id).ShouldBe([DiagnosticIds.PortNotImplemented, DiagnosticIds.PortNotDeclared]);
    }

    [Theory]
    [InlineData("[Source<Order>] [Source<Order>(Cursor = CursorReliability.Late)]", "Source<Order>(Cursor = CursorReliability.Late)")]
    [InlineData("""[Source<Order>] [StatusAxis("payment", StatusAxisConfidence.Asserted)] [StatusAxis("payment", StatusAxisConfidence.Inferred)]""", """StatusAxis("payment", StatusAxisConfidence.Inferred)""")]
    public async Task A_second_declaration_of_the_same_is_an_error(string attributes, string underlined)
    {
        var diagnostic = (await Analyzer.DiagnoseAsync(
            $$"""[Connector("acme")] {{attributes}} public partial class Acme : IConnector, IOrderSource { {{Source.ReadsOrders}} }""")).ShouldHaveSingleItem();

        diagnostic.Id.ShouldBe(DiagnosticIds.DeclaredTwice);
        diagnostic.Underlined().ShouldBe(underlined);
    }

    [Fact]
    public async Task Several_declarations_of_different_things_are_fine() =>
        (await Analyzer.DiagnoseAsync(Generation.GeneratedText.Everything)).ShouldBeEmpty();

    [Fact]
    public async Task A_type_that_does_not_resolve_is_left_to_the_compiler() =>
        (await Analyzer.DiagnoseAsync("""[Connector("acme")] [Source<Ordr>] public partial class Acme : IConnector, IChangeSource<Odrer>;""")).ShouldBeEmpty();
}
