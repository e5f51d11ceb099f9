using Crossdock.Storage.Sqlite.Tests.Model;

namespace Crossdock.Storage.Sqlite.Tests.Contract;

/// <content>Random calls: the store does what a plain model does. A failure names its seed, and replays from it.</content>
public abstract partial class StoreContractTests
{
    private const int Calls = 1500;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Random_calls_end_as_in_the_model(int seed)
    {
        var calls = new RandomCalls(seed);
        var model = new StoreModel();
        for (var call = 1; call <= Calls; call++)
        {
            var where = $"seed {seed}, call {call}";
            await CallAsync(calls, model, where);
            if (call % 50 == 0)
            {
                await CompareAsync(model, where);
            }
        }
    }

    private async Task CallAsync(RandomCalls calls, StoreModel model, string where)
    {
        calls.PassTime();
        switch (calls.Next())
        {
            case < 0.4:
                var entry = calls.Entry();
                (await AcceptAsync(entry)).ShouldBe(model.Accept(entry), where);
                break;
            case < 0.58:
                await ClaimAsync(calls, model, where);
                break;
            case < 0.84:
                if (calls.Commit() is { } commit)
                {
                    (await CommitAsync(commit)).ShouldBe(model.Commit(commit), where);
                }

                break;
            case < 0.92:
                var replayed = calls.WorkId(model);
                var tenant = TenantOf(model, replayed);
                (await Store.ReplayAsync(tenant, replayed, "ann", "why", calls.Now, Stop)).ShouldBe(model.Replay(replayed, calls.Now), where);
                break;
            case < 0.99:
                var discarded = calls.WorkId(model);
                (await Store.DiscardAsync(TenantOf(model, discarded), discarded, "ann", "why", calls.Now, Stop)).ShouldBe(model.Discard(discarded), where);
                break;
            default:
                await RestartAsync();
                model.Restart();
                break;
        }
    }

    private async Task ClaimAsync(RandomCalls calls, StoreModel model, string where)
    {
        var request = calls.Claim();
        var due = await Store.NextDueAsync(Stop);
        var expected = model.Claim(request);
        var claimed = await Store.ClaimAsync(request, Stop);
        claimed.Select(work => (work.Id, work.FencingToken, work.Key, work.Attempts, work.DueAt, work.Envelope, work.Effect?.State, work.Effect?.Sends)).ShouldBe(
            expected.Select(work => (work.Id, work.Token, work.Key, work.Attempts, work.DueAt, work.Envelope, model.Effect(work.Key)?.State, model.Effect(work.Key)?.Sends)),
            where);
        calls.Remember(claimed);

        if (claimed.Count > 0)
        {
            due.ShouldNotBeNull(where).ShouldBeLessThanOrEqualTo(request.Now, where);
        }
        else if (request.ExcludedConnections.Count == 0)
        {
            // Or its caller would ask again and again.
            ((await Store.NextDueAsync(Stop)) ?? DateTimeOffset.MaxValue).ShouldBeGreaterThan(request.Now, where);
        }
    }

    private async Task CompareAsync(StoreModel model, string where)
    {
        (await Store.CountWorkAsync(Stop)).ShouldBe(model.Counts(), ignoreOrder: true, where);
        WorkState[] exceptions = [WorkState.Rejected, WorkState.Parked, WorkState.DeadLettered];
        var listed = await Store.ListExceptionsAsync(new ExceptionFilter(Make.Tenant, exceptions, MaxItems: 1000), Stop);
        listed.Select(work => (work.Id, work.State)).ShouldBe(
            model.Works.Where(work => work.Envelope.Tenant == Make.Tenant && exceptions.Contains(work.State)).Select(work => (work.Id, work.State)),
            where);
        for (var n = 0; n < 3; n++)
        {
            (await Store.FindDocumentsAsync(Make.Tenant, "order", $"order/SO-{n}", Stop)).Select(document => document.Envelope).ShouldBe(
                model.Documents(Make.Tenant, "order", $"order/SO-{n}"), where);
        }
    }

    private static string TenantOf(StoreModel model, long workId) =>
        workId <= model.Works.Count ? model.Works[(int)workId - 1].Envelope.Tenant : Make.Tenant;
}
