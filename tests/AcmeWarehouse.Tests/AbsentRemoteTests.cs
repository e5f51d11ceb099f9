using System.Reflection;
using Crossdock.TestKit.Conformance;

namespace Crossdock.AcmeWarehouse.Tests;

/// <summary>A fixture skips when its remote is not there, from within whatever a rule is doing; that is no verdict on the connector.</summary>
public class AbsentRemoteTests
{
    [Fact]
    public async Task Where_the_remote_is_not_there_rules_are_skipped_and_none_fails()
    {
        var rules = typeof(AbsentRequests).GetMethods().Where(method => method.GetCustomAttribute<ConformanceRuleAttribute>() is not null).ToList();
        var report = new ConformanceReport();
        var skipped = 0;
        foreach (var rule in rules)
        {
            var tests = new AbsentRequests { Into = report };
            await tests.InitializeAsync();
            try
            {
                await (Task)rule.Invoke(tests, null)!;
            }
            catch (Exception exception)
            {
                exception.Message.ShouldStartWith("$XunitDynamicSkip$", customMessage: rule.Name);
                skipped += exception.Message.EndsWith(AbsentFixture.Reason, StringComparison.Ordinal) ? 1 : 0;
            }
            finally
            {
                await tests.DisposeAsync();
            }
        }

        skipped.ShouldBeGreaterThan(rules.Count / 2);
        report.Results.Where(result => result.Verdict == ConformanceVerdict.Failed).ShouldBeEmpty();
    }

    private sealed class AbsentRequests : AcmeRequests
    {
        protected override ConnectorFixture Fixture => field ??= new AbsentFixture();
    }

    private sealed class AbsentFixture : ConnectorFixture
    {
        public const string Reason = "the warehouse is not there";

        public override ConnectorManifest Manifest => AcmeWarehouseConnector.Manifest;

        public override Task<IConnector> ConnectAsync(ConnectionSetup setup)
        {
            Assert.Skip(Reason);
            return null!;
        }
    }
}
