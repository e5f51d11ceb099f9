using Crossdock.TestKit.Fakes;
using Crossdock.TestKit.Faults;

namespace Crossdock.Faults.Rows;

/// <summary>The network between us and the remotes fails, at a certain write or all the time.</summary>
[Collection<OneAtATime>]
public sealed class WireRows
{
    private const int Seeds = 3;
    private const int Orders = 4;

    // One write of each kind, and so each way to leave doubt: a key, a search, a look before.
    private static readonly string[] s_writes =
    [
        "POST /erp/orders", "POST /erp/shipments", "POST /erp/invoices", "POST /warehouse/fulfilment-requests", "addFulfillmentToOrder", "addNoteToOrder", "updateProductVariants",
    ];

    public static TheoryData<int, ProxyFaultKind, string> Faults => new()
    {
        { 16, ProxyFaultKind.ResetBeforeRequest, "TCP reset before the request" },
        { 16, ProxyFaultKind.ResetMidRequest, "TCP reset in the request" },
        { 16, ProxyFaultKind.ResetBeforeAnswer, "TCP reset before the answer" },
        { 16, ProxyFaultKind.ResetAfterHead, "TCP reset after the headers" },
        { 16, ProxyFaultKind.ResetMidAnswer, "TCP reset in the body" },
        { 17, ProxyFaultKind.Silence, "time-out after the remote committed; half-open socket" },
    };

    [Theory(Explicit = true)]
    [MemberData(nameof(Faults))]
    public Task Every_kind_of_write_is_hit_once(int row, ProxyFaultKind kind, string fault) => Row.RunAsync(row, fault, Seeds, (seed, folder) => HitWritesAsync(
        seed, folder, write => new ProxyFault(kind) { RequestContains = write, Times = 1 + (seed % 2) }));

    [Theory(Explicit = true)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public Task The_remote_commits_and_a_gateway_says_it_failed(int status) => Row.RunAsync(18, $"{status} after the remote committed", Seeds, (seed, folder) => HitWritesAsync(
        seed, folder, write => ProxyFault.ReplaceBy(status, "<html><body>Gateway</body></html>") with { RequestContains = write, Times = 1 + (seed % 2) }));

    [Fact(Explicit = true)]
    public Task Answers_come_a_byte_at_a_time() => Row.RunAsync(19, "one byte a second", 2, (seed, folder) => HitWritesAsync(
        seed, folder, write => new ProxyFault(ProxyFaultKind.Drip) { RequestContains = write, Pace = TimeSpan.FromSeconds(1) }));

    [Theory(Explicit = true)]
    [InlineData("<!DOCTYPE html><html><body>We will be back soon</body></html>", "text/html", "HTML")]
    [InlineData("{\"data\":{\"orders\":{\"items\":[", "application/json", "truncated JSON")]
    [InlineData("{\"errors\":[{\"message\":\"slow down\",\"extensions\":{\"code\":\"THROTTLED\"}}],\"data\":null}", "application/json", "THROTTLED")]
    public Task Reads_and_writes_are_answered_with_200_and_something_else(string body, string contentType, string what) => Row.RunAsync(
        21,
        $"200 with {what}",
        Seeds,
        async (seed, folder) =>
        {
            await using var run = await WireRun.StartAsync(seed, folder);
            foreach (var request in (string[])["GET /erp", "GET /warehouse/shipments", "GET /warehouse/stock", "POST /shop", .. s_writes])
            {
                run.Proxy.Script(ProxyFault.ReplaceBy(200, body, contentType) with { RequestContains = request, Times = 2 });
            }

            // Complete books in the end mean that no cursor moved past what such an answer should have held.
            return await run.JudgeAsync(await run.LiveAsync(Orders));
        });

    [Fact(Explicit = true)]
    public Task Everything_happens_all_the_time() => Row.RunAsync(16, "a third of all exchanges disturbed", Seeds, async (seed, folder) =>
    {
        await using var run = await WireRun.StartAsync(seed, folder, new FaultProxyOptions { Rate = 0.33, Seed = seed });
        return await run.JudgeAsync(await run.LiveAsync(Orders));
    });

    [Fact(Explicit = true)]
    public Task A_remote_asks_for_a_pause_in_every_form() => Row.RunAsync(20, "Retry-After: seconds, date, absent, negative, 10^9", Seeds, async (seed, folder) =>
    {
        await using var run = await WireRun.StartAsync(seed, folder);
        foreach (var form in (string?[])["1", "0", "-5", "1000000000", "Fri, 31 Dec 1999 23:59:59 GMT", "Fri, 31 Dec 2100 23:59:59 GMT", "soon", null])
        {
            run.Books.Systems.Faults.Script(new ScriptedFault(FaultTarget.All, FaultKind.Throttled) { RetryAfter = form, Times = 1 + (seed % 3) });
        }

        var started = TimeProvider.System.GetTimestamp();
        var problem = await run.LiveAsync(Orders);
        var took = TimeProvider.System.GetElapsedTime(started);
        return await run.JudgeAsync(problem, took > TimeSpan.FromSeconds(60) ? $"seed {seed}: took {took}" : null);
    });

    private static async Task<SeedResult> HitWritesAsync(int seed, string folder, Func<string, ProxyFault> fault)
    {
        await using var run = await WireRun.StartAsync(seed, folder);
        foreach (var write in s_writes)
        {
            run.Proxy.Script(fault(write));
        }

        var problem = await run.LiveAsync(Orders);
        var missed = s_writes.Length - run.Proxy.Injected.Values.Sum();
        return await run.JudgeAsync(problem, missed > 0 ? $"seed {seed}: {missed} kinds of writes were not hit" : null);
    }
}
