using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>A clock that was far ahead, and is right again.</content>
public abstract partial class StoreConformance
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(33);

    private static readonly DateTimeOffset s_yearsAhead = Noon.AddYears(10);

    [Theory]
    [InlineData(WorkState.Ready)]
    [InlineData(WorkState.Held)]
    public async Task Work_put_off_by_a_clock_that_was_ahead_is_due_when_the_clock_is_right_again(WorkState state)
    {
        await AcceptAsync(Order("SO-1"));
        await CommitAsync(Commit(await ClaimOneAsync(s_yearsAhead), state) with { DueAt = s_yearsAhead.AddHours(1) });

        (await ClaimUntilThereAsync(Noon)).Key.DocumentKey.MustBe("SO-1");
    }

    [Fact]
    public async Task Work_accepted_while_the_clock_was_ahead_is_due_when_the_clock_is_right_again()
    {
        await AcceptAsync(Entry(Envelope("SO-1"), Submit("SO-1", dueAt: s_yearsAhead)));
        await AcceptAsync(Entry(Envelope("SO-1", 2), Submit("SO-1", "B", version: 2, dueAt: s_yearsAhead)));
        (await ClaimAsync()).MustBeEmpty("without a longest wait every time stays as it is");

        for (var revision = 1; revision <= 2; revision++)
        {
            var work = await ClaimUntilThereAsync(Noon);
            work.Key.Revision.MustBe(revision);
            await FinishAsync(work);
        }
    }

    [Fact]
    public async Task A_lease_given_by_a_clock_that_was_ahead_ends()
    {
        await AcceptAsync(Order("SO-1"));
        var lost = await ClaimOneAsync(s_yearsAhead);
        (await Store.ClaimAsync(Claim() with { LongestWait = s_longestWait }, Stop)).MustBeEmpty("who holds it may be alive");
        (await ClaimAsync(now: Noon + Lease - TimeSpan.FromTicks(1))).MustBeEmpty();

        var again = await ClaimOneAsync(Noon + Lease);

        again.Id.MustBe(lost.Id);
        again.FencingToken.MustBeAbove(lost.FencingToken);
    }

    [Fact]
    public async Task Waiting_for_a_fact_by_a_clock_that_was_ahead_ends()
    {
        await AcceptAsync(Entry(Envelope("SO-1"), Submit("SO-1", after: [OrderAccepted("SO-0")], waitUntil: s_yearsAhead)));
        await Store.ClaimAsync(Claim() with { LongestWait = s_longestWait }, Stop);
        (await CountAsync(WorkState.Waiting)).MustBe(1);

        await ClaimAsync(now: Noon + s_longestWait);

        (await CountAsync(WorkState.Parked)).MustBe(1);
    }

    [Fact]
    public async Task What_is_put_off_no_longer_than_the_longest_wait_stays_put_off()
    {
        await AcceptAsync(Entry(Envelope("SO-1"), Submit("SO-1", dueAt: Noon + s_longestWait)));
        await AcceptAsync(Order("SO-2"));
        await CommitAsync(Commit(await ClaimOneAsync(), WorkState.Held) with { DueAt = Noon.AddDays(30), HoldReason = "the period is closed" });
        for (var look = 0; look < 3; look++)
        {
            (await Store.ClaimAsync(Claim() with { LongestWait = s_longestWait }, Stop)).MustBeEmpty();
        }

        (await Store.NextDueAsync(Stop)).MustBe(Noon.AddDays(30));
    }

    /// <summary>A store may need one claim to see that its times are wrong, and hand out at the next.</summary>
    private async Task<ClaimedWork> ClaimUntilThereAsync(DateTimeOffset now)
    {
        IReadOnlyList<ClaimedWork> claimed = [];
        for (var look = 0; look < 3 && claimed.Count == 0; look++)
        {
            claimed = await Store.ClaimAsync(Claim(now: now) with { LongestWait = s_longestWait }, Stop);
        }

        return claimed.MustBeOne();
    }
}
