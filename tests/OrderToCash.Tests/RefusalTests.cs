namespace Crossdock.OrderToCash.Tests;

/// <summary>What keeps a run from starting is told in words, with exit code 2, and changes nothing.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task A_wrong_option_ends_the_process_with_its_name()
    {
        await using var run = SampleProcess.OrderToCash("--faults", "7");

        (await run.ExitAsync()).ShouldBe(ExitCode.CannotRun);
        run.Error.ShouldContain("--faults takes a share from 0 to 0.9, e.g. 0.2, not '7'.");
    }

    [Fact]
    public async Task A_damaged_store_is_refused()
    {
        using var folder = new TemporaryFolder();
        var store = folder.File("run.db");
        (await RunOnce.RunAsync(folder, orders: 3, faults: 0, seed: 1)).ExitCode.ShouldBe(ExitCode.Balanced);
        var bytes = await File.ReadAllBytesAsync(store, TestContext.Current.CancellationToken);
        bytes.AsSpan(4096, bytes.Length - 4096).Fill(0x5A);
        await File.WriteAllBytesAsync(store, bytes, TestContext.Current.CancellationToken);

        await using var run = SampleProcess.OrderToCash("--store", store, "--resume");

        (await run.ExitAsync()).ShouldBe(ExitCode.CannotRun, run.Output);
        run.Error.ShouldContain(store);
        run.Error.ShouldContain("backup");
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_refused()
    {
        using var folder = new TemporaryFolder();
        var store = folder.File("run.db");
        await File.WriteAllTextAsync(store, new string('x', 8192), TestContext.Current.CancellationToken);

        await using var run = SampleProcess.OrderToCash("--store", store, "--resume");

        (await run.ExitAsync()).ShouldBe(ExitCode.CannotRun, run.Output);
        run.Error.ShouldContain(store);
        (await File.ReadAllTextAsync(store, TestContext.Current.CancellationToken)).ShouldBe(new string('x', 8192));
    }

    [Fact]
    public async Task A_remote_that_does_not_answer_is_named()
    {
        using var folder = new TemporaryFolder();

        await using var run = SampleProcess.OrderToCash("--remote", "http://127.0.0.1:1", "--store", folder.File("run.db"));

        (await run.ExitAsync()).ShouldBe(ExitCode.CannotRun);
        run.Error.ShouldContain("--remote: no FakeSystems answers at http://127.0.0.1:1/");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_store_serves_one_process_and_a_remote_one_store()
    {
        using var folder = new TemporaryFolder();
        var (systems, address) = await SampleProcess.FakeSystemsAsync("--ship-delay-ms", "600000");
        await using var _ = systems;
        string[] args = ["--remote", address.AbsoluteUri, "--store", folder.File("run.db"), "--orders", "5"];
        await using var first = SampleProcess.OrderToCash(args);
        await RemoteLedgers.UntilAsync(address, "orders", 5, first);

        await using var second = SampleProcess.OrderToCash([.. args, "--resume"]);
        await using var other = SampleProcess.OrderToCash("--remote", address.AbsoluteUri, "--store", folder.File("other.db"));

        (await second.ExitAsync()).ShouldBe(ExitCode.CannotRun);
        second.Error.ShouldContain("in use by another process");
        (await other.ExitAsync()).ShouldBe(ExitCode.CannotRun);
        other.Error.ShouldContain("holds 5 ERP orders of an earlier run");
        first.HasExited.ShouldBeFalse();
    }
}
