using Crossdock.Storage;
using Xunit;

namespace Crossdock.TestKit.Conformance;

/// <content>Random calls: the store does what a plain model does. A failure names its seed, and replays from it.</content>
public abstract partial class StoreConformance
{
    private const int Calls = 1500;

    private static readonly WorkState[] s_exceptions = [WorkState.Rejected, WorkState.Parked, WorkState.DeadLettered];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Random_calls_end_as_in_the_model(int seed)
    {
        await CallAtRandomAsync(seed, () => Store);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task Random_calls_spread_over_two_stores_end_as_in_the_model(int seed)
    {
        var second = await SecondAsync();
        var either = new Random(seed);
        await CallAtRandomAsync(seed, () => either.Next(2) == 0 ? Store : second);
    }

    private async Task CallAtRandomAsync(int seed, Func<ICrossdockStore> store)
    {
        var calls = new RandomCalls(seed);
        var model = new StoreModel();
        for (var call = 1; call <= Calls; call++)
        {
            var where = $"seed {seed}, call {call}";
            calls.PassTime();
            if (calls.Next() is var kind && kind < 0.99)
            {
                await CallAsync(store(), kind, calls, model, where);
            }
            else
            {
                await RestartAsync(model);
            }

            if (call % 50 == 0)
            {
                await CompareAsync(store(), model, where);
            }
        }
    }

    private static async Task CallAsync(ICrossdockStore store, double kind, RandomCalls calls, StoreModel model, string where)
    {
        switch (kind)
        {
            case < 0.4:
                var entry = calls.Entry();
                (await store.AcceptAsync(StoreInputs.Batch(entry), Stop)).MustBeOne(where).MustBe(model.Accept(entry), where);
                break;
            case < 0.58:
                await ClaimAsync(store, calls, model, where);
                break;
            case < 0.84:
                if (calls.Commit() is { } commit)
                {
                    (await store.CommitAsync(commit, Stop)).MustBe(model.Commit(commit), where);
                }

                break;
            case < 0.92:
                var replayed = calls.Work(model);
                var (tenant, id) = await IdentifyAsync(store, model, replayed, where);
                (await store.ReplayAsync(tenant, id, "ann", "why", calls.Now, Stop)).MustBe(model.Replay(replayed, calls.Now), where);
                break;
            default:
                var discarded = calls.Work(model);
                (tenant, id) = await IdentifyAsync(store, model, discarded, where);
                (await store.DiscardAsync(tenant, id, "ann", "why", calls.Now, Stop)).MustBe(model.Discard(discarded), where);
                break;
        }
    }

    private async Task RestartAsync(StoreModel model)
    {
        await RestartAsync();
        if (await TryOpenSecondAsync() is null)
        {
            model.Restart();
        }
    }

    private static async Task ClaimAsync(ICrossdockStore store, RandomCalls calls, StoreModel model, string where)
    {
        var request = calls.Claim();
        var due = await store.NextDueAsync(Stop);
        var expected = model.Claim(request);
        var claimed = await store.ClaimAsync(request, Stop);
        Recognise(model, expected, claimed, where);
        claimed.Select(work => (work.Id, work.FencingToken, work.Key, work.Attempts, work.DueAt, work.Envelope, work.Effect?.State, work.Effect?.Sends)).MustBe(
            expected.Select(work => (work.StoreId!.Value, work.Token, work.Key, work.Attempts, work.DueAt, work.Envelope, model.Effect(work.Key)?.State, model.Effect(work.Key)?.Sends)),
            where);
        calls.Remember(claimed);

        if (claimed.Count > 0)
        {
            due.MustNotBeNull(where).MustBeAtMost(request.Now, where);
        }
        else if (request.ExcludedConnections.Count == 0)
        {
            // Or its caller would ask again and again.
            ((await store.NextDueAsync(Stop)) ?? DateTimeOffset.MaxValue).MustBeAbove(request.Now, where);
        }
    }

    private static async Task CompareAsync(ICrossdockStore store, StoreModel model, string where)
    {
        (await store.CountWorkAsync(Stop)).OrderBy(count => count.Key).MustBe(model.Counts().OrderBy(count => count.Key), where);
        await CompareExceptionsAsync(store, model, StoreInputs.Tenant, where);
        for (var n = 0; n < 3; n++)
        {
            (await store.FindDocumentsAsync(StoreInputs.Tenant, "order", $"order/SO-{n}", Stop)).Select(document => document.Envelope).MustBe(
                model.Documents(StoreInputs.Tenant, "order", $"order/SO-{n}"), where);
        }
    }

    private static async Task CompareExceptionsAsync(ICrossdockStore store, StoreModel model, string tenant, string where)
    {
        var expected = model.Works.Where(work => work.Envelope.Tenant == tenant && s_exceptions.Contains(work.State)).ToList();
        var listed = await store.ListExceptionsAsync(new ExceptionFilter(tenant, s_exceptions, MaxItems: 1000), Stop);
        Recognise(model, expected, listed, where);
        listed.Select(work => (work.Id, work.State, work.Key)).MustBe(expected.Select(work => (work.StoreId!.Value, work.State, work.Key)), where);
    }

    /// <summary>What the store calls a work of the model. One that it never showed is ready or done: it gets an id that does not exist.</summary>
    private static async Task<(string Tenant, long Id)> IdentifyAsync(ICrossdockStore store, StoreModel model, ModelWork? work, string where)
    {
        if (work is { StoreId: null })
        {
            await CompareExceptionsAsync(store, model, work.Envelope.Tenant, where);
        }

        return (work?.Envelope.Tenant ?? StoreInputs.Tenant, work?.StoreId ?? long.MaxValue);
    }

    private static void Recognise(StoreModel model, List<ModelWork> expected, IReadOnlyList<WorkItem> found, string where)
    {
        found.Select(item => item.Key).MustBe(expected.Select(work => work.Key), where);
        for (var n = 0; n < found.Count; n++)
        {
            expected[n].StoreId ??= found[n].Id;
        }

        var ids = model.Works.Where(work => work.StoreId is not null).Select(work => work.StoreId!.Value).ToList();
        ids.MustBe(ids.Distinct().Order(), $"{where}: ids rise with acceptance");
    }
}
