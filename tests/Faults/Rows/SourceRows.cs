using Crossdock.Canonical;
using Crossdock.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Faults.Rows;

/// <summary>What a source does not tell, tells late, or told long ago.</summary>
[Collection<OneAtATime>]
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
        var taken = 0;
        var problem = await run.LiveAsync(2 * Orders, alongside: async (host, numbers) =>
        {
            foreach (var number in numbers.SelectMany(number => Enumerable.Repeat(number, random.Next(3))))
            {
                taken += await IsToldAsync(host, number) ? 1 : 0;
            }
        });
        return await run.JudgeAsync(problem, taken == 0 ? $"seed {seed}: no webhook was taken" : null);
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

    /// <summary>A webhook as a host's endpoint takes it: it is a hint, and the document is read again. When that fails, it is one more that was dropped.</summary>
    private static async Task<bool> IsToldAsync(IServiceProvider host, string number)
    {
        try
        {
            var change = await ((IDocumentLookup<Order>)host.GetRequiredKeyedService<IConnector>("shop")).FindAsync(number, CancellationToken.None);
            await host.GetRequiredService<IIntake>().AcceptAsync("shop", change!.Document!, change.SourceVersion, CancellationToken.None);
            return true;
        }
        catch (ConnectorException)
        {
            return false;
        }
    }
}
