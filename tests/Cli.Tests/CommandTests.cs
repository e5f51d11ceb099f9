using System.Diagnostics;
using System.Text.Json.Nodes;
using Crossdock.Storage;
using Microsoft.Data.Sqlite;

namespace Crossdock.Cli.Tests;

/// <summary>An operator finds dead letters, brings them back by a plan, and verifies the audit chain, from the command line.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly StoreFile _store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Dead_letters_are_grouped_listed_and_found_by_key()
    {
        var ids = await _store.FailAsync("SO-1", "SO-2");

        var groups = (await JsonAsync("dead-letters", "groups")).AsArray();
        groups.ShouldHaveSingleItem()!["count"]!.GetValue<long>().ShouldBe(2);
        groups[0]!["field"]!.GetValue<string>().ShouldBe("/lines/*/item");
        (await JsonAsync("dead-letters", "list")).AsArray().Select(row => row!["id"]!.GetValue<long>()).ShouldBe(ids);
        (await JsonAsync("dead-letters", "list", "--key", "SO-2")).AsArray().ShouldHaveSingleItem()!["document"]!.GetValue<string>().ShouldBe("SO-2");
        (await RunAsync("dead-letters", "list")).Output.ShouldContain("Validation [E42] at /lines/0/item: unknown item");
        (await RunAsync("dead-letters", "list", "--key", "SO-9")).Output.Trim().ShouldBe("none");
    }

    [Fact]
    public async Task Personal_data_is_hidden_unless_asked_for()
    {
        var id = (await _store.FailAsync("SO-1"))[0].ToString(System.Globalization.CultureInfo.InvariantCulture);

        var hidden = await RunAsync("dead-letters", "show", id);
        hidden.Output.ShouldNotContain("anary");
        hidden.Output.ShouldContain("12.50");
        (await RunAsync("dead-letters", "show", id, "--json")).Output.ShouldNotContain("anary");
        (await RunAsync("dead-letters", "show", id, "--show-personal-data")).Output.ShouldContain("Jane Canary");
        (await RunAsync("dead-letters", "show", "4711")).Code.ShouldBe(ExitCode.Refused);
    }

    [Fact]
    public async Task A_plan_goes_from_selection_over_dry_run_and_approval_to_execution()
    {
        await _store.FailAsync("SO-1", "SO-2", "SO-3");

        (await RunAsync("replay", "plan", "monday", "--all", "--actor", "ann", "--reason", "ERP repaired", "--needs-other-approver")).Code.ShouldBe(ExitCode.Done);
        var again = await JsonAsync("replay", "plan", "monday", "--all", "--actor", "ann", "--reason", "ERP repaired", "--needs-other-approver");
        again["outcome"]!.GetValue<string>().ShouldBe("Unchanged");
        var early = await RunAsync("replay", "approve", "monday", "--actor", "bob");
        (early.Code, early.Output.Contains("'replay dry-run' it first", StringComparison.Ordinal)).ShouldBe((ExitCode.Refused, true), "there was no dry run");
        (await RunAsync("replay", "dry-run", "monday", "--actor", "ann", "--wait", "0")).Code.ShouldBe(ExitCode.Refused, "no host runs that could ask");
        var found = await JsonAsync("replay", "dry-run", "monday", "--actor", "ann", "--ledger-only");
        (found["items"]!.GetValue<int>(), found["wouldSend"]!.GetValue<int>()).ShouldBe((3, 3));
        (await RunAsync("replay", "approve", "monday", "--actor", "ann")).Output.ShouldContain("NeedsOtherApprover");
        (await RunAsync("replay", "approve", "monday", "--actor", "bob")).Code.ShouldBe(ExitCode.Done);
        (await RunAsync("replay", "run", "monday", "--actor", "bob", "--items-per-step", "2", "--pause", "0")).Code.ShouldBe(ExitCode.Done);
        (await RunAsync("replay", "run", "monday", "--actor", "bob")).Output.ShouldContain("Unchanged");

        (await JsonAsync("replay", "status", "monday"))["state"]!.GetValue<string>().ShouldBe("Completed");
        (await _store.CountAsync())[WorkState.Ready].ShouldBe(3);
        var unknown = await RunAsync("replay", "status", "tuesday");
        (unknown.Code, unknown.Output.Contains("'replay status' lists the plans", StringComparison.Ordinal)).ShouldBe((ExitCode.Refused, true));
    }

    [Fact]
    public async Task A_changed_audit_chain_is_named_and_ends_with_its_own_exit_code()
    {
        var ids = await _store.FailAsync("SO-1", "SO-2", "SO-3");
        await using (var store = await _store.OpenAsync())
        {
            foreach (var id in ids)
            {
                await store.DiscardAsync("default", id, "ann", "not ours", StoreFile.Noon, Cancel);
            }
        }

        (await RunAsync("audit", "verify")).Code.ShouldBe(ExitCode.Done);
        (await RunAsync("audit", "anchor", "--anchor", _store.AnchorPath)).Code.ShouldBe(ExitCode.Done);
        using (var connection = new SqliteConnection($"Data Source={_store.Path};Pooling=False"))
        {
            await connection.OpenAsync(Cancel);
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM audit WHERE sequence = 3";
            await command.ExecuteNonQueryAsync(Cancel);
        }

        (await RunAsync("audit", "verify")).Code.ShouldBe(ExitCode.Done, "a cut end shows against the anchor only");
        var result = await RunAsync("audit", "verify", "--anchor", _store.AnchorPath, "--json");
        result.Code.ShouldBe(ExitCode.Broken);
        var fault = JsonNode.Parse(result.Output)!.AsArray().ShouldHaveSingleItem()!;
        (fault["fault"]!.GetValue<string>(), fault["brokenEntry"]!.GetValue<long>()).ShouldBe(("Cut", 3L));
    }

    [Fact]
    public async Task What_cannot_work_says_what_to_do_and_shows_no_secret()
    {
        await _store.FailAsync("SO-1");
        using var output = new StringWriter();
        using var error = new StringWriter();
        const string Variable = "CROSSDOCK_TEST_CONNECTION";
        Environment.SetEnvironmentVariable(Variable, "Host=127.0.0.1;Port=1;Username=u;Password=s3cret-canary;Timeout=1");

        (await CrossdockCommand.RunAsync(["dead-letters", "list"], output, error, Cancel)).ShouldBe(ExitCode.CannotWork);
        (await CrossdockCommand.RunAsync(["dead-letters", "list", "--sqlite", _store.Path + "x"], output, error, Cancel)).ShouldBe(ExitCode.CannotWork);
        (await CrossdockCommand.RunAsync(["nonsense"], output, error, Cancel)).ShouldBe(ExitCode.CannotWork);
        (await CrossdockCommand.RunAsync(["audit", "verify", "--postgres", "--connection-env", Variable], output, error, Cancel)).ShouldBe(ExitCode.CannotWork);

        error.ToString().ShouldContain("--sqlite <file>");
        (error.ToString() + output).ShouldNotContain("canary");
    }

    [Fact]
    public async Task It_runs_as_a_process()
    {
        await _store.FailAsync("SO-1");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[] { typeof(CrossdockCommand).Assembly.Location, "dead-letters", "groups", "--sqlite", _store.Path, "--json" })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);

        process.ExitCode.ShouldBe(ExitCode.Done);
        JsonNode.Parse(output)!.AsArray().ShouldHaveSingleItem()!["operation"]!.GetValue<string>().ShouldBe("submit-order");
    }

    private async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        var (_, output) = await RunAsync([.. arguments, "--json"]);
        return JsonNode.Parse(output)!;
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CrossdockCommand.RunAsync([.. arguments, "--sqlite", _store.Path], output, error, Cancel);
        return (code, output.ToString() + error);
    }
}
