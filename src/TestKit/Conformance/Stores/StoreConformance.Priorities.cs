using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>Urgent work first, and reasons of held work.</content>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task Urgent_work_is_claimed_before_older_work()
    {
        await AcceptAsync(With(Order("SO-1"), WorkPriority.Low));
        await AcceptAsync(Order("SO-2"));
        await AcceptAsync(With(Order("SO-3"), WorkPriority.High));

        var claimed = await ClaimAsync(3);

        claimed.Select(work => work.Envelope.DocumentKey).MustBe(["SO-3", "SO-2", "SO-1"]);
        claimed.Select(work => work.Priority).MustBe([WorkPriority.High, WorkPriority.Normal, WorkPriority.Low]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Work_that_is_not_urgent_is_claimed_too_however_much_urgent_work_there_is(int perClaim)
    {
        await AcceptAsync(With(Order("SO-0"), WorkPriority.Low));
        for (var number = 1; number <= 40; number++)
        {
            await AcceptAsync(With(Order($"SO-{number}"), WorkPriority.High));
        }

        var claimed = new List<ClaimedWork>();
        while (claimed.Count < 20)
        {
            claimed.AddRange(await ClaimAsync(perClaim));
        }

        claimed.Count(work => work.Priority == WorkPriority.Low).MustBe(1, "of eight rows one comes from the lowest priority that waits");
    }

    [Fact]
    public async Task An_urgent_item_does_not_overtake_its_own_key()
    {
        await AcceptAsync(With(Order("SO-1"), WorkPriority.Low));
        await AcceptAsync(With(Order("SO-1", "B", 2), WorkPriority.High));

        (await ClaimAsync()).MustBeOne().Envelope.SourceVersion.MustBe(1);
    }

    [Fact]
    public async Task Held_work_keeps_its_reason_until_it_runs()
    {
        await AcceptAsync(Order("SO-1"));
        await CommitAsync(Commit(await ClaimOneAsync(), WorkState.Held) with { DueAt = Noon.AddHours(6), HoldReason = "the posting window opens at 18:00" });
        await RestartAsync();

        (await ClaimAsync(now: Noon.AddHours(5))).MustBeEmpty();
        (await ListAsync(WorkState.Held)).MustBeOne().HoldReason.MustBe("the posting window opens at 18:00");
        var work = (await ClaimAsync(now: Noon.AddHours(6))).MustBeOne();

        await CommitAsync(Commit(work, WorkState.Parked));
        (await ListAsync(WorkState.Parked)).MustBeOne().HoldReason.MustBeNull("it is not held any more");
    }

    private static InboxEntry With(InboxEntry entry, WorkPriority priority) =>
        entry with { Work = [.. entry.Work.Select(work => work with { Priority = priority })] };
}
