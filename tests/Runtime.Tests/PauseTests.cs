using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>What a remote asks for with Retry-After holds for the whole connection, within what is allowed.</summary>
public sealed class PauseTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Fault.Throttled, 120d, 120)]
    [InlineData(Fault.Transient, 120d, 120)]
    [InlineData(Fault.LostBefore, 120d, 120)]
    [InlineData(Fault.Throttled, 1e9, 600)]
    [InlineData(Fault.Transient, 1e9, 600)]
    [InlineData(Fault.Throttled, null, 0)]
    [InlineData(Fault.Throttled, 0d, 0)]
    [InlineData(Fault.Transient, -5d, 0)]
    public async Task A_pause_is_kept_by_all_of_the_connection_and_is_no_longer_than_allowed(Fault answer, double? seconds, int expected)
    {
        _world.Erp.RetryAfter = seconds is null ? null : TimeSpan.FromSeconds(seconds.Value);
        _world.Erp.Script = _ => _world.Erp.Calls.Count == 1 ? answer : Fault.None;
        for (var number = 1; number <= 20; number++)
        {
            _world.Orders.Add(Docs.Order($"SO-{number}"), $"SO-{number}", 1);
        }

        await using var host = await TestHost.StartAsync(
            _world, _folder.Store, flow => flow.On<Order>("shop").Submit("erp"), options => options.Retry.MaxRetryAfter = TimeSpan.FromMinutes(10), maxConcurrency: 1);
        await host.SettleAsync(TimeSpan.FromSeconds(5));
        _world.Erp.Ledger.Count.ShouldBe(20);
        var waited = _world.Erp.CallTimes[1] - _world.Erp.CallTimes[0];
        waited.ShouldBeInRange(TimeSpan.FromSeconds(expected), TimeSpan.FromSeconds(expected + 30));
        (await host.ExceptionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pause_that_a_read_is_asked_for_holds_for_effects_too()
    {
        await using var host = await TestHost.StartAsync(_world, _folder.Store, flow =>
        {
            flow.On<Order>("shop").Submit("erp").Acknowledge("shop");
        });
        _world.Orders.Failures.Enqueue(new ConnectorException(new ConnectorError { Kind = ErrorKind.Throttled, Message = "slow down", RetryAfter = TimeSpan.FromMinutes(3) }));
        await host.UntilAsync(() => _world.Orders.Failures.Count == 0);
        await host.PassAsync(TimeSpan.Zero);
        var asked = _world.Time.GetUtcNow();
        (await host.Monitor.ReadStatusAsync(TestContext.Current.CancellationToken)).Connections.Single(one => one.Connection == "shop").PausedUntil.ShouldNotBeNull();
        var reads = _world.Orders.Reads;
        await host.Intake.AcceptAsync("shop", Docs.Order("SO-1"), cancellationToken: TestContext.Current.CancellationToken);
        await host.SettleAsync(TimeSpan.FromSeconds(5));
        _world.Erp.Ledger.Count.ShouldBe(1);
        _world.Shop.CallTimes.ShouldHaveSingleItem().ShouldBeGreaterThanOrEqualTo(asked.AddMinutes(3).AddSeconds(-1));
        _world.Orders.Reads.ShouldBeGreaterThan(reads);
    }
}
