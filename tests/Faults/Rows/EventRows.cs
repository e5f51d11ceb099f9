using Crossdock.TestKit.Fakes;

namespace Crossdock.Faults.Rows;

/// <summary>Sources tell things twice, in any order, late, or wrongly.</summary>
[Collection<OneAtATime>]
public sealed class EventRows
{
    private const int Seeds = 3;
    private const int Orders = 5;

    [Fact(Explicit = true)]
    public Task The_same_events_come_again_and_again() => FeedsAsync(30, "same business event, new delivery", FaultKind.DuplicatedEvents);

    [Fact(Explicit = true)]
    public Task Events_come_in_any_order() => FeedsAsync(31, "rows of a page permuted and repeated", FaultKind.DuplicatedEvents | FaultKind.ReorderedEvents);

    [Fact(Explicit = true)]
    public Task A_search_lags_behind_what_was_just_written() => Row.RunAsync(25, "remote search lags 700 ms, answers lost", Seeds, async (seed, folder) =>
    {
        await using var run = await WireRun.StartAsync(seed, folder, adjust: options => options with { SearchLag = TimeSpan.FromMilliseconds(700) });
        run.Books.Systems.Faults.Script(new ScriptedFault(FaultTarget.WarehouseWrite, FaultKind.ResetAfterCommit) { Times = Orders });
        return await run.JudgeAsync(await run.LiveAsync(Orders));
    });

    [Fact(Explicit = true)]
    public Task A_poisoned_order_stops_its_own_key_only() => Row.RunAsync(36, "orders that break rules among others", Seeds, async (seed, folder) =>
    {
        await using var run = await WireRun.StartAsync(seed, folder);
        run.Books.Place(2, withBad: true, withUnknownItem: true);
        return await run.JudgeAsync(await run.LiveAsync(Orders));
    });

    [Fact(Explicit = true)]
    public Task More_rows_share_a_time_stamp_than_fit_on_a_page() => Row.RunAsync(37, "pages of 2, shipments of the same second", Seeds, async (seed, folder) =>
    {
        await using var run = await WireRun.StartAsync(seed, folder);
        return await run.JudgeAsync(await run.LiveAsync(3 * Orders, configure: options => options.PageSize = 2));
    });

    private static Task FeedsAsync(int row, string fault, FaultKind kinds) => Row.RunAsync(row, fault, Seeds, async (seed, folder) =>
    {
        await using var run = await WireRun.StartAsync(seed, folder, adjust: options => options with
        {
            Faults = new FaultPlan { Seed = seed, Rate = 0.8, Kinds = kinds },
        });
        return await run.JudgeAsync(await run.LiveAsync(2 * Orders));
    });
}
