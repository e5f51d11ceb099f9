using System.Globalization;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>Claims that are handled together, commit by commit.</summary>
public sealed class BatchClaimTests
{
    private static readonly DateTimeOffset s_start = World.Start;
    private readonly World _world = new();

    public BatchClaimTests() => _world.Erp.MaxBatch = 8;

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task They_go_out_in_one_call_that_costs_what_one_costs(int count)
    {
        (_world.Erp.Quota, _world.Erp.Cost) = (new QuotaManifest(10, 1, TimeSpan.FromHours(1)), 3);
        await using var host = new OneClaim(_world);
        var commits = await host.HandleTogetherAsync(Claims(host, count));

        commits.ShouldAllBe(one => one.Select(commit => commit.State).SequenceEqual(new[] { WorkState.Claimed, WorkState.Confirmed }));
        _world.Erp.Batches.ShouldHaveSingleItem().Count.ShouldBe(count);
        host.Executor.Seams.Of("erp").ReadStatus(0).QuotaPoints.ShouldBe(7);
    }

    [Fact]
    public async Task One_alone_goes_out_by_the_port_for_one()
    {
        await using var host = new OneClaim(_world);
        (await host.HandleTogetherAsync(Claims(host, 1)))[0][^1].State.ShouldBe(WorkState.Confirmed);

        _world.Erp.Calls.ShouldHaveSingleItem().Verb.ShouldBe("execute");
    }

    [Fact]
    public async Task Of_a_batch_that_is_refused_as_a_whole_all_but_the_offender_are_done_in_the_same_go()
    {
        _world.Erp.BatchSemantics = BatchSemantics.AllOrNothing;
        _world.Erp.Script = call => call.Key == "SO-3" ? Fault.Invalid : Fault.None;
        await using var host = new OneClaim(_world);
        var commits = await host.HandleTogetherAsync(Claims(host, 5));

        commits.Select(one => one[^1].State).ShouldBe([WorkState.Confirmed, WorkState.Confirmed, WorkState.DeadLettered, WorkState.Confirmed, WorkState.Confirmed]);
        commits.SelectMany(one => one).Where(commit => commit.State == WorkState.Claimed).ShouldAllBe(commit => commit.LeaseUntil == s_start.AddSeconds(120));
        _world.Erp.Ledger.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData(Fault.Refused)] // one too few
    [InlineData(Fault.RefusedSilently)] // one of them is none
    public async Task A_connector_that_does_not_tell_what_became_of_each_leaves_all_in_doubt(Fault fault)
    {
        _world.Erp.BatchScript = _ => fault;
        await using var host = new OneClaim(_world);
        var commits = await host.HandleTogetherAsync(Claims(host, 3));

        foreach (var last in commits.Select(one => one[^1]))
        {
            (last.State, last.Effect!.State, last.Error!.Kind, last.Error.RemoteCode).ShouldBe((WorkState.Ready, EffectState.InDoubt, ErrorKind.UnknownOutcome, "batch-results"));
            last.Error.Message.ShouldBe("'erp' was sent 3 effects in one call and its connector gave 2 results, so nobody knows which happened; correct the connector.");
        }
    }

    [Fact]
    public async Task A_pause_that_one_of_them_was_told_holds_for_the_connection()
    {
        _world.Erp.Error = new ConnectorError { Kind = ErrorKind.Throttled, Message = "slow down", RetryAfter = TimeSpan.FromMinutes(10) };
        _world.Erp.Script = call => call.Key == "SO-2" ? Fault.Fails : Fault.None;
        await using var host = new OneClaim(_world);
        var commits = await host.HandleTogetherAsync(Claims(host, 3));

        commits.Select(one => one[^1].State).ShouldBe([WorkState.Confirmed, WorkState.Ready, WorkState.Confirmed]);
        commits[1][^1].DueAt.ShouldBe(s_start.AddMinutes(10));
        host.Executor.Seams.Of("erp").ReadStatus(0).PausedUntil.ShouldBe(s_start.AddMinutes(10));
    }

    [Fact]
    public async Task A_host_that_stops_gives_all_back()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        await using var host = new OneClaim(_world);
        var work = Claims(host, 3).Select(one => one with { Effect = host.Claim(SubmitOrder.Operation, EffectState.Intent, s_start.AddHours(-1)).Effect! with { Key = one.Key } }).ToList();
        var commits = await host.HandleTogetherAsync(work, stop);

        commits.Select(one => one.ShouldHaveSingleItem()).ShouldAllBe(commit => commit.State == WorkState.Ready && commit.DueAt == s_start && !commit.CountsAsAttempt && commit.Effect == null);
        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_points_all_go_back_until_there_are()
    {
        (_world.Erp.Quota, _world.Erp.Cost) = (new QuotaManifest(4, 1, TimeSpan.FromSeconds(1)), 3);
        await using var host = new OneClaim(_world);
        await host.HandleAsync(host.Claim(SubmitOrder.Operation) with { Id = 99 });
        var commits = await host.HandleTogetherAsync(Claims(host, 2));

        commits.Select(one => one.ShouldHaveSingleItem()).ShouldAllBe(commit => commit.State == WorkState.Ready && commit.DueAt == s_start.AddSeconds(2) && !commit.CountsAsAttempt);
        _world.Erp.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_claim_whose_lease_is_over_is_left_out()
    {
        await using var host = new OneClaim(_world);
        var work = Claims(host, 3);
        var commits = await host.HandleTogetherAsync([work[0], work[1] with { LeaseUntil = s_start }, work[2]]);

        commits.Select(one => one.Count).ShouldBe([2, 0, 2]);
        _world.Erp.Batches.ShouldHaveSingleItem().ShouldBe(["SO-1", "SO-3"]);
    }

    private static List<ClaimedWork> Claims(OneClaim host, int count) =>
    [
        .. Enumerable.Range(1, count).Select(number =>
        {
            var work = host.Claim(SubmitOrder.Operation);
            return work with { Id = number, Key = work.Key with { DocumentKey = string.Create(CultureInfo.InvariantCulture, $"SO-{number}") } };
        }),
    ];
}
