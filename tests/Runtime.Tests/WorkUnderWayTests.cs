using Crossdock.Runtime.Tests.Support;

namespace Crossdock.Runtime.Tests;

/// <summary>Claims of the same work in one process are handled one after the other, and those of other work beside them.</summary>
public sealed class WorkUnderWayTests : IAsyncDisposable
{
    private readonly WorkUnderWay _underWay = new();
    private readonly OneClaim _host = new(new World());

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void The_same_work_waits_for_the_one_before_it()
    {
        var (first, second, third) = (New(1), New(1), New(1));
        first.Turn.IsCompleted.ShouldBeTrue();
        (second.Turn.IsCompleted, third.Turn.IsCompleted).ShouldBe((false, false));

        End(first);
        (second.Turn.IsCompleted, third.Turn.IsCompleted).ShouldBe((true, false));
        End(second);
        third.Turn.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void Other_work_does_not_wait()
    {
        New(1);

        New(2).Turn.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void Several_wait_for_all_that_is_under_way_of_them()
    {
        var (first, second) = (New(1), New(2));
        var both = New(1, 2);

        End(first);
        both.Turn.IsCompleted.ShouldBeFalse();
        End(second);
        both.Turn.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void Nobody_waits_for_himself() => New(1, 1).Turn.IsCompleted.ShouldBeTrue();

    [Fact]
    public void What_is_done_is_not_waited_for()
    {
        var first = New(1);
        _underWay.Leave(first.Runs, first.Ended.Task); // and what its task does after that is nobody's concern

        New(1).Turn.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void Who_leaves_does_not_let_others_pass_the_one_behind_him()
    {
        var (first, second) = (New(1), New(1));
        End(first);
        var third = New(1);

        third.Turn.IsCompleted.ShouldBeFalse();
        End(second);
        third.Turn.IsCompleted.ShouldBeTrue();
    }

    private void End((IReadOnlyList<EffectRun> Runs, TaskCompletionSource Ended, Task Turn) one)
    {
        _underWay.Leave(one.Runs, one.Ended.Task);
        one.Ended.SetResult();
    }

    private (IReadOnlyList<EffectRun> Runs, TaskCompletionSource Ended, Task Turn) New(params int[] ids)
    {
        List<EffectRun> runs = [.. ids.Select(id => _host.Executor.NewRun(_host.Claim(SubmitOrder.Operation) with { Id = id }))];
        var ended = new TaskCompletionSource();
        return (runs, ended, _underWay.EnterAsync(runs, ended.Task));
    }
}
