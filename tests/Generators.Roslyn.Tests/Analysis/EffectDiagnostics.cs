using Crossdock.Generators.Roslyn.Diagnostics;
using Crossdock.Generators.Roslyn.Tests.Harness;

namespace Crossdock.Generators.Roslyn.Tests.Analysis;

/// <summary>CDK0007 and CDK0011 to CDK0014: what keeps an effect from happening twice, and durations.</summary>
public class EffectDiagnostics
{
    [Theory]
    [InlineData("Effect<SubmitOrder>", DiagnosticIds.FinancialEffectUndeclared, "Effect<SubmitOrder>")]
    [InlineData("Effect<SubmitOrder>(Idempotency = IdempotencyMode.Undeclared)", DiagnosticIds.FinancialEffectUndeclared, "Effect<SubmitOrder>(Idempotency = IdempotencyMode.Undeclared)")]
    [InlineData("Effect<SubmitOrder>(Idempotency = IdempotencyMode.NativeKey)", DiagnosticIds.NativeKeyWithoutWindow, "Effect<SubmitOrder>(Idempotency = IdempotencyMode.NativeKey)")]
    [InlineData("Effect<SubmitOrder>(Idempotency = IdempotencyMode.NaturalKeyLookup)", DiagnosticIds.LookupWithoutFields, "Effect<SubmitOrder>(Idempotency = IdempotencyMode.NaturalKeyLookup)")]
    [InlineData("Effect<SubmitOrder>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = [\" \"])", DiagnosticIds.LookupWithoutFields, "Effect<SubmitOrder>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = [\" \"])")]
    [InlineData("Effect<SubmitOrder>(Idempotency = IdempotencyMode.NativeKey, KeyWindow = \"30\")", DiagnosticIds.MalformedDuration, "KeyWindow = \"30\"")]
    [InlineData("Effect<SubmitOrder>(Idempotency = IdempotencyMode.NativeKey, KeyWindow = \"24:00:00\")", DiagnosticIds.MalformedDuration, "KeyWindow = \"24:00:00\"")]
    [InlineData("Effect<SubmitOrder>(Idempotency = IdempotencyMode.NativeKey, KeyWindow = \"00:00:00\")", DiagnosticIds.MalformedDuration, "KeyWindow = \"00:00:00\"")]
    [InlineData("Effect<SubmitOrder>(Idempotency = IdempotencyMode.None, SettleTime = \"-00:00:05\")", DiagnosticIds.MalformedDuration, "SettleTime = \"-00:00:05\"")]
    [InlineData("Effect<SubmitOrder>(Idempotency = IdempotencyMode.None, SettleTime = \"5s\")", DiagnosticIds.MalformedDuration, "SettleTime = \"5s\"")]
    public async Task A_loose_effect_is_an_error(string attribute, string id, string underlined)
    {
        var diagnostic = (await Analyzer.DiagnoseAsync(Submitting(attribute))).ShouldHaveSingleItem();

        diagnostic.Id.ShouldBe(id);
        diagnostic.Underlined().ShouldBe(underlined);
    }

    [Theory]
    [InlineData("Effect<SubmitOrder>(Idempotency = IdempotencyMode.None)")]
    [InlineData("Effect<SubmitOrder>(Idempotency = IdempotencyMode.NativeKey, KeyWindow = \"1.00:00:00\")")]
    [InlineData("Effect<SubmitOrder>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = [\"client_ref\"], SettleTime = \"00:00:00\")")]
    [InlineData("Effect<SubmitOrder>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = new[] { \"client_ref\" })")]
    public async Task A_complete_effect_is_fine(string attribute) =>
        (await Analyzer.DiagnoseAsync(Submitting(attribute))).ShouldBeEmpty();

    [Fact]
    public async Task An_effect_that_costs_nothing_may_stay_undeclared() =>
        (await Analyzer.DiagnoseAsync("""[Connector("acme")] [Effect<PublishItem>] public partial class Acme : IConnector, IItemSink;""")).ShouldBeEmpty();

    [Theory]
    [InlineData("PostCreditNote", "ICreditNotePoster")]
    [InlineData("IssueRefund", "IRefundSink")]
    [InlineData("RecordPayment", "IPaymentSink")]
    public async Task What_moves_money_has_to_say_how_it_is_kept_from_happening_twice(string command, string role)
    {
        string Connector(string declared) => $"[Connector(\"acme\")] [Effect<{command}>{declared}] public partial class Acme : IConnector, {role};";

        (await Analyzer.DiagnoseAsync(Connector(""))).ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.FinancialEffectUndeclared);
        (await Analyzer.DiagnoseAsync(Connector("(Idempotency = IdempotencyMode.None)"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Payments_come_from_a_declared_source() =>
        (await Analyzer.DiagnoseAsync("""[Connector("acme")] [Source<Payment>] public partial class Acme : IConnector, IPaymentSource;""")).ShouldBeEmpty();

    [Fact]
    public async Task A_command_of_ones_own_is_financial_by_its_marker()
    {
        const string Refund = """
            public sealed record Refund(Order Document) : IEffectCommand<Refund, Order>, IFinancialCommand
            {
                public static EffectOperation Operation { get; } = EffectOperation.For<Refund>("refund");
                public static Refund From(Order document) => new(document);
            }
            [Connector("acme")] [Effect<Refund>] public partial class Acme : IConnector, IEffectPort<Refund>;
            """;

        (await Analyzer.DiagnoseAsync(Refund)).ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.FinancialEffectUndeclared);
        (await Analyzer.DiagnoseAsync(Refund.Replace(", IFinancialCommand", "", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_names_its_operation()
    {
        var diagnostic = (await Analyzer.DiagnoseAsync("""
            public sealed record Nameless : IEffectCommand;
            [Connector("acme")] [Effect<Nameless>] public partial class Acme : IConnector, IEffectPort<Nameless>;
            """)).ShouldHaveSingleItem();

        diagnostic.Id.ShouldBe(DiagnosticIds.CommandWithoutOperation);
        diagnostic.Underlined().ShouldBe("Effect<Nameless>");
    }

    [Theory]
    [InlineData("10:00", false)]
    [InlineData("00:10:00", true)]
    [InlineData("2.00:10:00", true)]
    [InlineData("00:10:00.5", false)]
    public async Task The_lateness_of_a_source_is_a_duration(string lateness, bool valid)
    {
        var diagnostics = await Analyzer.DiagnoseAsync(
            $$"""[Connector("acme")] [Source<Order>(DeclaredLateness = "{{lateness}}")] public partial class Acme : IConnector, IOrderSource { {{Source.ReadsOrders}} }""");

        diagnostics.Select(diagnostic => diagnostic.Id).ShouldBe(valid ? [] : [DiagnosticIds.MalformedDuration]);
    }

    private static string Submitting(string attribute) =>
        $$"""[Connector("acme")] [{{attribute}}] public partial class Acme : IConnector, IOrderSink { {{Source.SubmitsOrders}} }""";
}
