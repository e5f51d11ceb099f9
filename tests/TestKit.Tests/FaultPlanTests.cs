using System.Globalization;
using Crossdock.TestKit.Fakes;

namespace Crossdock.TestKit.Tests;

public sealed class FaultPlanTests
{
    private static readonly RequestClass s_write = new(FaultTarget.ErpWrite, IsFeed: false);
    private static readonly RequestClass s_feed = new(FaultTarget.WarehouseRead, IsFeed: true);

    [Fact]
    public void The_same_seed_makes_the_same_decisions_whatever_the_order_of_the_requests()
    {
        var forward = Run(seed: 7, Enumerable.Range(0, 400));
        var backward = Run(seed: 7, Enumerable.Range(0, 400).Reverse());
        var other = Run(seed: 8, Enumerable.Range(0, 400));

        backward.OrderBy(pair => pair.Key).ShouldBe(forward.OrderBy(pair => pair.Key));
        other.OrderBy(pair => pair.Key).ShouldNotBe(forward.OrderBy(pair => pair.Key));

        static Dictionary<int, string> Run(long seed, IEnumerable<int> requests)
        {
            var injector = new FaultInjector(new FaultPlan { Rate = 0.5, Seed = seed });
            return requests.ToDictionary(i => i, i => string.Join(',', Enumerable.Range(0, 3).Select(_ => injector.Decide(Request(i), s_write))));
        }
    }

    [Fact]
    public void The_rate_is_kept_and_every_kind_occurs()
    {
        var injector = new FaultInjector(new FaultPlan { Rate = 0.25, Seed = 3 });
        for (var i = 0; i < 20_000; i++)
        {
            injector.Decide(Request(i), s_feed);
        }

        var counts = injector.Counts;
        counts.Requests.ShouldBe(20_000);
        counts.Total.ShouldBeInRange(4_700, 5_300);
        counts.ByKind.Keys.Aggregate((all, kind) => all | kind).ShouldBe(FaultKind.All);
        counts.ByTarget.ShouldBe([new(FaultTarget.WarehouseRead, counts.Total)]);
    }

    [Fact]
    public void An_identical_request_is_answered_after_the_bound()
    {
        var plan = new FaultPlan { Rate = 1, Seed = 5, MaxConsecutive = 4, Kinds = FaultKind.All & ~FaultKind.Latency };
        var injector = new FaultInjector(plan);

        var refused = Enumerable.Range(0, 10).Select(_ => injector.Decide(Request(1), s_write).Kind != FaultKind.None).ToList();

        refused.ShouldBe([true, true, true, true, false, true, true, true, true, false]);
    }

    [Fact]
    public void Switches_choose_kinds_per_endpoint_class()
    {
        var injector = new FaultInjector(new FaultPlan
        {
            Rate = 1,
            Kinds = FaultKind.None,
            Switches = new Dictionary<FaultTarget, FaultKind> { [FaultTarget.ErpWrite] = FaultKind.TruncatedJson },
        });

        injector.Decide(Request(1), s_write).Kind.ShouldBe(FaultKind.TruncatedJson);
        injector.Decide(Request(1), s_feed).Kind.ShouldBe(FaultKind.None);
    }

    [Fact]
    public void Scripted_faults_come_first_match_and_run_out()
    {
        var injector = new FaultInjector(FaultPlan.None);
        injector.Script(new ScriptedFault(FaultTarget.Writes, FaultKind.ResetAfterCommit) { PathContains = "/2", Times = 2 });

        injector.Decide(Request(1), s_write).Kind.ShouldBe(FaultKind.None);
        injector.Decide(Request(2), s_feed).Kind.ShouldBe(FaultKind.None);
        injector.Decide(Request(2), s_write).Kind.ShouldBe(FaultKind.ResetAfterCommit);
        injector.Decide(Request(2), s_write).Kind.ShouldBe(FaultKind.ResetAfterCommit);
        injector.Decide(Request(2), s_write).Kind.ShouldBe(FaultKind.None);
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        Should.Throw<ArgumentException>(() => new FaultInjector(new FaultPlan { Rate = 1.5 })).Message.ShouldContain("Rate");
        Should.Throw<ArgumentException>(() => new FaultInjector(new FaultPlan { MaxConsecutive = 0 })).Message.ShouldContain("MaxConsecutive");
        var injector = new FaultInjector(FaultPlan.None);
        Should.Throw<ArgumentException>(() => injector.Script(new ScriptedFault(FaultTarget.ErpRead, FaultKind.Latency | FaultKind.HtmlPage)));
        Should.Throw<ArgumentException>(() => injector.Script(new ScriptedFault(FaultTarget.None, FaultKind.Latency)));
    }

    private static FakeRequest Request(int number) =>
        new("POST", "/" + number.ToString(CultureInfo.InvariantCulture), string.Empty, new Dictionary<string, string>(), []);
}
