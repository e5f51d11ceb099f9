using Crossdock.Generators.Roslyn.Diagnostics;
using Crossdock.Generators.Roslyn.Tests.Harness;

namespace Crossdock.Generators.Roslyn.Tests.Analysis;

/// <summary>CDK0016 and CDK0017, and CDK0007 of a quota: how much a remote takes.</summary>
public class LimitDiagnostics
{
    [Theory]
    [InlineData("Quota(0, 1)", DiagnosticIds.CountBelowOne)]
    [InlineData("Quota(1, -1)", DiagnosticIds.CountBelowOne)]
    [InlineData("Quota(1, 1, Per = \"00:00:00\")", DiagnosticIds.MalformedDuration)]
    [InlineData("Quota(1, 1, Per = \"1\")", DiagnosticIds.MalformedDuration)]
    [InlineData("Effect<PublishItem>(Cost = 0)", DiagnosticIds.CountBelowOne)]
    [InlineData("Effect<PublishItem>(ProbeCost = -1)", DiagnosticIds.CountBelowOne)]
    [InlineData("Effect<PublishItem>(MaxBatch = 2)", DiagnosticIds.BatchMismatch)]
    public async Task A_limit_that_cannot_be_kept_is_an_error(string attribute, string id)
    {
        var effect = attribute.StartsWith("Effect", StringComparison.Ordinal) ? "" : "[Effect<PublishItem>]";
        var diagnostics = await Analyzer.DiagnoseAsync($$"""[Connector("acme")] [{{attribute}}] {{effect}} public partial class Acme : IConnector, IItemSink;""");
        diagnostics.ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    [Fact]
    public async Task A_batch_port_that_nobody_declares_is_an_error() =>
        (await Analyzer.DiagnoseAsync("""[Connector("acme")] [Effect<PublishItem>] public partial class Acme : IConnector, IBatchEffectPort<PublishItem>;"""))
            .ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.BatchMismatch);

    [Fact]
    public async Task Limits_that_can_be_kept_are_fine() =>
        (await Analyzer.DiagnoseAsync("""
            [Connector("acme")] [Quota(40, 2, Per = "00:00:01")] [Effect<PublishItem>(Cost = 3, ProbeCost = 2, MaxBatch = 25)]
            public partial class Acme : IConnector, IBatchEffectPort<PublishItem>;
            """)).ShouldBeEmpty();
}
