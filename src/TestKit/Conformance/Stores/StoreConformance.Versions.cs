using Crossdock.Storage;
using Xunit;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.TestKit.Conformance;

/// <content>Versions that are 1 apart.</content>
public abstract partial class StoreConformance
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Versions_that_come_in_any_order_are_planned_one_after_the_other(int seed)
    {
        var random = new Random(seed);
        var versions = Enumerable.Range(1, 8).ToArray();
        random.Shuffle(versions);
        var claimed = new List<long?>();
        foreach (var version in versions)
        {
            await AcceptAsync(Numbered(version));
            if (random.Next(3) == 0)
            {
                await ClaimAllAsync(claimed);
            }

            if (random.Next(4) == 0)
            {
                await RestartAsync();
            }
        }

        await ClaimAllAsync(claimed);
        claimed.MustBe(Enumerable.Range(1, 8).Select(version => (long?)version), $"seed {seed}, arrived {string.Join(", ", versions)}");
    }

    [Fact]
    public async Task A_version_ahead_of_a_missing_one_waits_and_makes_its_work_when_that_one_comes()
    {
        await AcceptAsync(Numbered(1));
        (await AcceptAsync(Numbered(3))).MustBe(new AcceptOutcome(AcceptDisposition.OutOfOrder, 0));
        (await AcceptAsync(Numbered(3))).Disposition.MustBe(AcceptDisposition.Duplicate);
        (await CountAsync(WorkState.Waiting)).MustBe(1);

        (await AcceptAsync(Numbered(2))).MustBe(new AcceptOutcome(AcceptDisposition.Accepted, 2));

        (await CountAsync(WorkState.Waiting)).MustBe(0);
        (await Store.ReadTotalsAsync(Stop)).OutOfOrder.MustBe(1);
    }

    [Fact]
    public async Task A_missing_version_is_raised_in_time_and_never_skipped()
    {
        await AcceptAsync(Numbered(1));
        await AcceptAsync(Numbered(3));
        await FinishAsync(await ClaimOneAsync());

        (await ClaimAsync(now: Noon.AddMinutes(31))).MustBeEmpty();

        var parked = (await ListAsync(WorkState.Parked)).MustBeOne();
        parked.Envelope.SourceVersion.MustBe(3);
        parked.Error.MustNotBeNull().Message.MustContain("version 2 before it did not");
        (await AcceptAsync(Numbered(2))).WorkCreated.MustBe(2, "the missing version came after all");
        (await ListAsync(WorkState.Parked)).MustBeEmpty();
    }

    [Fact]
    public async Task A_person_can_go_on_without_a_missing_version()
    {
        await AcceptAsync(Numbered(1));
        await AcceptAsync(Numbered(4));
        await AcceptAsync(Numbered(3));
        await FinishAsync(await ClaimOneAsync());
        await ClaimAsync(now: Noon.AddMinutes(31));
        var fourth = (await ListAsync(WorkState.Parked)).Single(item => item.Envelope.SourceVersion == 4);

        (await Store.ReplayAsync(Tenant, fourth.Id, "ann", "it was lost", Noon.AddMinutes(32), Stop)).MustBeTrue();

        var claimed = new List<long?>();
        await ClaimAllAsync(claimed, Noon.AddMinutes(32));
        claimed.MustBe([3L, 4L], "those behind the gap keep their order");
        (await AcceptAsync(Numbered(2))).Disposition.MustBe(AcceptDisposition.Stale);
    }

    [Fact]
    public async Task A_discarded_version_is_gone()
    {
        await AcceptAsync(Numbered(1));
        await AcceptAsync(Numbered(3));
        await FinishAsync(await ClaimOneAsync());
        await ClaimAsync(now: Noon.AddMinutes(31));
        var parked = (await ListAsync(WorkState.Parked)).MustBeOne();

        (await Store.DiscardAsync(Tenant, parked.Id, "ann", "not wanted", Noon.AddMinutes(32), Stop)).MustBeTrue();

        (await AcceptAsync(Numbered(2))).WorkCreated.MustBe(1);
    }

    private static InboxEntry Numbered(long version) =>
        Order("SO-1", $"content {version}", version) with { Contiguous = new ContiguousVersions(1, Noon.AddMinutes(30)) };

    private async Task ClaimAllAsync(List<long?> versions, DateTimeOffset? now = null)
    {
        while (await ClaimAsync(1, now) is [var work])
        {
            versions.Add(work.Envelope.SourceVersion);
            await FinishAsync(work);
        }
    }
}
