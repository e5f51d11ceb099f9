namespace Crossdock.OrderToCash.Tests;

/// <summary>Old state is used only when it is asked for, and a resumed run keeps what it was started with.</summary>
public sealed class RunPlanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("run.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Defaults_make_a_new_store_each_time()
    {
        var (first, second) = (RunPlan.Prepare(new RunOptions()), RunPlan.Prepare(new RunOptions()));
        try
        {
            first.Record.ShouldBe(new RunRecord(RunOptions.DefaultOrders, RunOptions.DefaultFaults, RunOptions.DefaultSeed, Remote: null));
            first.IsNew.ShouldBeTrue();
            first.Store.ShouldNotBe(second.Store);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(first.Store)!);
            Directory.Delete(Path.GetDirectoryName(second.Store)!);
        }
    }

    [Fact]
    public void An_existing_store_is_refused_without_resume()
    {
        File.WriteAllText(Store, "something");

        Should.Throw<CannotRunException>(() => RunPlan.Prepare(new RunOptions { Store = Store }))
            .Message.ShouldBe($"--store: {Store} holds an earlier run. Continue it with --resume, name another file, or delete everything that begins with this name.");
    }

    [Fact]
    public void A_run_killed_before_its_store_existed_is_refused_too_and_resumes()
    {
        new RunRecord(5, 0.2, 7, Remote: null).Write(Store);

        Should.Throw<CannotRunException>(() => RunPlan.Prepare(new RunOptions { Store = Store }));
        var resumed = RunPlan.Prepare(new RunOptions { Store = Store, Resume = true });
        resumed.IsNew.ShouldBeTrue();
        resumed.Record.Orders.ShouldBe(5);
    }

    [Fact]
    public void A_resumed_run_keeps_its_options()
    {
        var started = new RunRecord(5, 0.2, 7, new Uri("http://127.0.0.1:5080"));
        started.Write(Store);
        File.WriteAllText(Store, "something");

        var resumed = RunPlan.Prepare(new RunOptions { Store = Store, Resume = true });

        resumed.Record.ShouldBe(started);
        resumed.IsNew.ShouldBeFalse();
    }

    [Fact]
    public void A_resumed_run_cannot_change_its_inputs()
    {
        new RunRecord(5, 0.2, 7, Remote: null).Write(Store);

        Should.Throw<CannotRunException>(() => RunPlan.Prepare(new RunOptions { Store = Store, Resume = true, Orders = 6 }))
            .Message.ShouldStartWith("--orders 6 differs from the 5 of the run to resume");
        Should.Throw<CannotRunException>(() => RunPlan.Prepare(new RunOptions { Store = Store, Resume = true, Seed = 8 }))
            .Message.ShouldStartWith("--seed 8 differs from the 7 of the run to resume");
        Should.Throw<CannotRunException>(() => RunPlan.Prepare(new RunOptions { Store = Store, Resume = true, Remote = new Uri("http://127.0.0.1:5080") }))
            .Message.ShouldStartWith("--remote: ");
    }

    [Fact]
    public void A_record_that_cannot_be_read_is_named()
    {
        File.WriteAllText(RunRecord.PathFor(Store), "{");

        Should.Throw<CannotRunException>(() => RunPlan.Prepare(new RunOptions { Store = Store, Resume = true }))
            .Message.ShouldContain(RunRecord.PathFor(Store));
    }
}
