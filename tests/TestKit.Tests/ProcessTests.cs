using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Tests;

/// <summary>samples/FakeSystems as a process of its own.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("crossdock-fakes-").FullName;

    [Fact]
    public async Task It_survives_kill_9_and_stops_cleanly_on_SIGTERM()
    {
        using (var process = Start("--data", _directory, "--ship-delay-ms", "0"))
        {
            using var client = new FakeClient(await ReadyAsync(process));
            await client.OwnAsync(HttpMethod.Post, "/control/orders", JsonNode.Parse("""{"captured":true}"""));
            await client.ErpAsync(HttpMethod.Post, "/orders", FakeClient.Order("FTF8VHV834SBBD19"));
            await client.WarehouseAsync(HttpMethod.Post, "/fulfilment-requests", FakeClient.FulfilmentRequest("R-1", "FTF8VHV834SBBD19"));
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using (var process = Start("--data", _directory, "--ship-delay-ms", "0"))
        {
            using var client = new FakeClient(await ReadyAsync(process));
            var ledger = (await client.OwnAsync(HttpMethod.Get, "/ledger")).Body;
            ledger["orders"]!.ToJsonString().ShouldBe("""{"FTF8VHV834SBBD19":1}""");
            ledger["shipments"]!.ToJsonString().ShouldBe("""{"FTF8VHV834SBBD19":1}""");
            ledger["invoices"]!.ToJsonString().ShouldBe("{}");
            ledger["shopOrders"]!.AsObject().Count.ShouldBe(6);
            var amounts = (await client.OwnAsync(HttpMethod.Get, "/ledger/amounts")).Body["FTF8VHV834SBBD19"]!;
            amounts.ToJsonString().ShouldBe("""{"shop":{"number":"FTF8VHV834SBBD19","currency":"USD","amount":"2180.08"},"orders":[{"number":"SO-000001","currency":"USD","amount":"73.36"}],"invoices":[],"payments":[],"creditNotes":[],"refunds":[],"refundPayments":[]}""");

            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            process.ExitCode.ShouldBe(0);
        }
    }

    [Fact]
    public async Task Faults_can_be_scripted_and_counted_over_http()
    {
        using var process = Start();
        try
        {
            using var client = new FakeClient(await ReadyAsync(process));
            await client.OwnAsync(HttpMethod.Post, "/control/faults", JsonNode.Parse("""{"target":"erpRead","kind":"errorBeforeCommit","status":503}"""));

            ((int)(await client.ErpAsync(HttpMethod.Get, "/items")).Status).ShouldBe(503);
            var counts = (await client.OwnAsync(HttpMethod.Get, "/faults")).Body["counts"]!;
            counts.ToJsonString().ShouldBe("""{"requests":1,"total":1,"byKind":{"errorBeforeCommit":1},"byTarget":{"erpRead":1}}""");
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory]
    [InlineData("--faults", "2", "--faults")]
    [InlineData("--faults", "0,2", "--faults")]
    [InlineData("--port", "http", "--port")]
    [InlineData("--ship-delay-ms", "-1", "--ship-delay-ms")]
    [InlineData("--data", "", "--data")]
    [InlineData("--colour", "blue", "--colour")]
    public async Task A_wrong_option_is_named_and_exits_with_2(string name, string value, string named)
    {
        using var process = Start(name, value);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.ShouldBe(2);
        error.Split('\n')[0].ShouldContain(named);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static Process Start(params string[] args) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Crossdock.FakeSystems.dll"), .. args])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task<Uri> ReadyAsync(Process process)
    {
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new Uri(line.ShouldNotBeNull(await ErrorAsync(process, line)).Split(' ')[1]);
    }

    private static async Task<string> ErrorAsync(Process process, string? line) =>
        line is null ? await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken) : string.Empty;
}
