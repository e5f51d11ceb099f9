using Crossdock.Canonical;
using Crossdock.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Faults.Rows;

/// <summary>What a source does not tell, tells late, or told long ago.</summary>
public sealed class SourceRows
{
    private const int Seeds = 3;
    private const int Orders = 5;

    // Less than the lateness that the shop's connection is set to.
    private static readonly TimeSpan s_late = TimeSpan.FromSeconds(1.5);

    [Fact(Explicit = true)]
    public Task Webhooks_are_dropped_or_told_twice_and_the_poll_finds_the_rest() => Row.RunAsync(33, "a third of the webhooks dropped, a third told twice", Seeds, async (seed, folder) =>
    {
        await using var run = await WireRun.StartAsync(seed, folder);
        var random = new Random(seed);
        return await run.JudgeAsync(await run.LiveAsync(2 * Orders, alongside: async (host, numbers) =>
        {
            // As a host's endpoint does it: the webhook is a hint, and the document is read again.
            var shop = (IDocumentLookup<Order>)host.GetRequiredKeyedService<IConnector>("shop");
            foreach (var number in numbers.SelectMany(number => Enumerable.Repeat(number, random.Next(3))))
            {
                var change = (await shop.FindAsync(number, CancellationToken.None)).ShouldNotBeNull();
                await host.GetRequiredService<IIntake>().AcceptAsync("shop", change.Document!, change.SourceVersion, CancellationToken.None);
            }
        }));
    });

    [Fact(Explicit = true)]
    public Task Orders_commit_behind_the_cursor_within_the_declared_lateness() => Row.RunAsync(38, "orders that show up 1.5 s behind the cursor", Seeds, async (seed, folder) =>
    {
        await using var run = await WireRun.StartAsync(seed, folder);
        return await run.JudgeAsync(await run.LiveAsync(Orders, alongside: async (_, numbers) =>
        {
            // The cursor has passed these, so that the late ones lie behind it.
            await run.Books.ReachErpWithinAsync(numbers, TimeSpan.FromSeconds(20));
            for (var late = 0; late < Orders; late++)
            {
                run.Books.PlaceLate(s_late);
                await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System, CancellationToken.None);
            }
        }));
    });

    [Fact(Explicit = true)]
    public Task A_new_store_reads_everything_that_was_booked_before() => Row.RunAsync(39, "a new store beside booked history; told since when", Seeds, async (seed, folder) =>
    {
        await using var run = await WireRun.StartAsync(seed, folder);
        var began = TimeProvider.System.GetUtcNow();
        var booked = await run.LiveAsync(Orders);
        var fresh = new SqliteCrossdockStore(new SqliteStoreOptions { Path = Path.Combine(folder, "fresh.db") });
        return await run.JudgeAsync(booked, await run.LiveAsync(Orders, fresh, options => options.RestoredBackupOf = began));
    });
}
