using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>A call ends within its time-out whatever the remote does, and an answer survives a store that is busy.</summary>
public sealed class CallTests
{
    private static readonly DateTimeOffset s_start = World.Start;
    private readonly World _world = new();

    [Fact]
    public async Task A_remote_that_never_answers_is_given_up_after_the_time_out()
    {
        _world.Erp.Script = _ => Fault.SilentAfter;
        await using var host = new OneClaim(_world);
        var handling = host.HandleAsync(host.Claim(SubmitOrder.Operation));
        _world.Time.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
        handling.IsCompleted.ShouldBeFalse();
        _world.Time.Advance(TimeSpan.FromTicks(1));
        var error = (await handling).Error!;

        (error.Kind, error.RemoteCode, error.Message).ShouldBe((ErrorKind.UnknownOutcome, "timeout", "'erp' did not answer within 00:00:30 (Crossdock:RemoteTimeout)."));
    }

    [Fact]
    public async Task A_connector_that_ignores_its_token_is_given_up_as_well()
    {
        await using var host = new OneClaim(_world);
        using var pass = host.Executor.Seams.Of("erp").TryEnter(1, out _);
        var never = new TaskCompletionSource<EffectResult>();
        var calling = host.Executor.CallAsync("erp", _ => never.Task, FailureText.ToWriteError, pass!, activity: null, TestContext.Current.CancellationToken);
        _world.Time.Advance(TimeSpan.FromSeconds(30));
        var (answer, error) = await calling;

        (answer, error!.RemoteCode).ShouldBe((null, "timeout"));
    }

    [Fact]
    public async Task A_stop_of_ours_is_told_from_a_time_out()
    {
        using var stop = new CancellationTokenSource();
        _world.Erp.Script = _ =>
        {
            stop.Cancel();
            return Fault.SilentAfter;
        };
        await using var host = new OneClaim(_world, options => options.Circuit.Failures = 1);
        var error = (await host.HandleAsync(host.Claim(SubmitOrder.Operation), stop)).Error!;

        (error.Kind, error.RemoteCode, error.Message).ShouldBe((ErrorKind.UnknownOutcome, "host-stopped", "The host stopped while waiting for 'erp'."));
        host.Executor.Seams.Of("erp").ReadStatus(0).CircuitOpenUntil.ShouldBeNull("it says nothing about the remote");
    }

    [Fact]
    public async Task A_connector_that_gives_nothing_leaves_the_outcome_unknown()
    {
        await using var host = new OneClaim(_world);
        using var pass = host.Executor.Seams.Of("erp").TryEnter(1, out _);
        var (answer, error) = await host.Executor.CallAsync(
            "erp", _ => Task.FromResult<EffectResult>(null!), FailureText.ToWriteError, pass!, activity: null, TestContext.Current.CancellationToken);

        (answer, error!.Kind, error.RemoteCode).ShouldBe((null, ErrorKind.UnknownOutcome, "InvalidOperationException"));
    }

    [Theory]
    [InlineData(Fault.None, "ok", false)]
    [InlineData(Fault.Transient, "transient", true)]
    [InlineData(Fault.Invalid, "validation", false)] // a refusal of a document shows that the connection works
    public async Task How_a_call_ended_is_counted_and_told_to_the_connection(Fault fault, string counted, bool opensCircuit)
    {
        _world.Erp.Script = _ => fault;
        await using var host = new OneClaim(_world, options => options.Circuit.Failures = 1);
        using var requests = new Counted("crossdock.connection.requests");
        await host.HandleAsync(host.Claim(SubmitOrder.Operation));

        requests.Of(host.Meters, "kind").ShouldBe([counted]);
        (host.Executor.Seams.Of("erp").ReadStatus(0).CircuitOpenUntil is not null).ShouldBe(opensCircuit);
    }

    [Fact]
    public async Task That_a_remote_can_be_asked_does_not_show_that_it_takes_writes()
    {
        _world.Erp.Script = call => call.Verb == "execute" ? Fault.Transient : Fault.None;
        await using var host = new OneClaim(_world, options => options.Circuit.Failures = 2);
        var inDoubt = host.Claim(SubmitOrder.Operation, EffectState.InDoubt, s_start.AddHours(-1));
        await host.HandleAsync(inDoubt);
        host.Executor.Seams.Of("erp").ReadStatus(0).CircuitOpenUntil.ShouldBeNull("one failed write");
        await host.HandleAsync(inDoubt);

        _world.Erp.Calls.Select(call => call.Verb).ShouldBe(["probe", "execute", "probe", "execute"]);
        host.Executor.Seams.Of("erp").ReadStatus(0).CircuitOpenUntil.ShouldNotBeNull("two in a row");
    }

    [Theory]
    [InlineData(StoreErrorKind.Transient)]
    [InlineData(StoreErrorKind.Unknown)]
    public async Task A_store_that_is_busy_is_given_some_time(StoreErrorKind kind)
    {
        await using var host = new OneClaim(_world);
        var times = FailAt(host, commit => commit.State == WorkState.Confirmed, kind, failures: 5);
        await HandleAsync(host);

        times.Select(at => (at - s_start).TotalMilliseconds).ShouldBe([0d, 100, 300, 700, 1500, 3100]);
        _world.Erp.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task But_not_for_ever()
    {
        await using var host = new OneClaim(_world);
        var times = FailAt(host, commit => commit.State == WorkState.Confirmed, StoreErrorKind.Transient, failures: 100);
        await HandleAsync(host);

        times.Count.ShouldBe(6, "the row stays as it was, and is taken up again when its lease ends");
        _world.Erp.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_is_broken_is_not_asked_again()
    {
        await using var host = new OneClaim(_world);
        var times = FailAt(host, _ => true, StoreErrorKind.Corrupt, failures: 100);
        await HandleAsync(host);

        times.Count.ShouldBe(1);
        _world.Erp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_claim_that_cannot_be_given_back_is_dropped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        await using var host = new OneClaim(_world);
        FailAt(host, _ => true, StoreErrorKind.Unavailable, failures: 100);
        await host.HandleAsync(host.Claim(SubmitOrder.Operation), stop);

        host.Commits.ShouldHaveSingleItem();
    }

    private List<DateTimeOffset> FailAt(OneClaim host, Func<WorkCommit, bool> fails, StoreErrorKind kind, int failures)
    {
        var times = new List<DateTimeOffset>();
        host.Answer = commit =>
        {
            if (!fails(commit))
            {
                return CommitOutcome.Committed;
            }

            times.Add(_world.Time.GetUtcNow());
            return times.Count <= failures ? throw new StoreException(kind, "no") : CommitOutcome.Committed;
        };
        return times;
    }

    private async Task HandleAsync(OneClaim host)
    {
        var handling = host.HandleAsync(host.Claim(SubmitOrder.Operation));
        for (var pass = 0; pass < 400 && !handling.IsCompleted; pass++)
        {
            _world.Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        await handling;
    }
}
