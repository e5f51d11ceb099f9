using Crossdock.Storage;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>A store that dies by plan, before a write took effect or after it did and before anybody learned of it.</summary>
internal sealed class CrashingStore(ICrossdockStore inner, CrashPlan plan) : ForwardingStore(inner)
{
    public override Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(AcceptBatch batch, CancellationToken cancellationToken) =>
        WriteAsync("accept", () => base.AcceptAsync(batch, cancellationToken));

    public override async Task<IReadOnlyList<ClaimedWork>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        plan.ThrowIfDead();
        var claimed = await base.ClaimAsync(request, cancellationToken);
        if (claimed.Count > 0)
        {
            plan.Pass($"after claim of {string.Join(", ", claimed.Select(work => work.Key))}");
        }

        return claimed;
    }

    public override Task<CommitOutcome> CommitAsync(WorkCommit commit, CancellationToken cancellationToken) =>
        WriteAsync($"commit of {commit.Effect?.Key} as {commit.State}/{commit.Effect?.State}", () => base.CommitAsync(commit, cancellationToken));

    protected override Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        plan.ThrowIfDead();
        return base.ReadAsync(read);
    }

    protected override async Task<T> WriteAsync<T>(string name, Func<Task<T>> write)
    {
        plan.Pass("before " + name);
        var result = await write();
        plan.Pass("after " + name);
        return result;
    }
}
