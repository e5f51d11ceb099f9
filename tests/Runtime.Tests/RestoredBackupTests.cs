using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>Fault 10: an older backup takes the place of the store, so what was sent since is forgotten and everything is read again.</summary>
public sealed class RestoredBackupTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Backup => _folder.Store + ".backup";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(IdempotencyMode.NaturalKeyLookup, 0)]
    [InlineData(IdempotencyMode.NativeKey, 1)]
    [InlineData(IdempotencyMode.NativeKey, 24 * 365)]
    public async Task Nothing_that_was_sent_after_the_backup_is_sent_again(IdempotencyMode mode, int windowHours)
    {
        Offer(mode, TimeSpan.FromHours(windowHours));
        var takenAt = await LiveTwiceAsync();
        _world.Orders.Add(Docs.Order("SO-3"), "SO-3", 1);

        await using var host = await StartAsync(options => options.RestoredBackupOf = takenAt);
        await host.SettleAsync();

        foreach (var number in new[] { "SO-1", "SO-2", "SO-3" })
        {
            _world.Erp.CountOf("submit-order", number).ShouldBe(1, number);
            _world.Warehouse.CountOf("request-fulfilment", number).ShouldBe(1, number);
        }

        (await host.ExceptionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_the_option_there_would_be_doubles_so_the_test_above_can_fail()
    {
        Offer(IdempotencyMode.NaturalKeyLookup, TimeSpan.Zero);
        await LiveTwiceAsync();

        await using var host = await StartAsync(_ => { });
        await host.SettleAsync();

        _world.Erp.CountOf("submit-order", "SO-2").ShouldBe(2);
    }

    [Fact]
    public async Task A_search_that_lags_is_waited_for()
    {
        Offer(IdempotencyMode.NaturalKeyLookup, TimeSpan.Zero);
        (_world.Erp.SettleTime, _world.Erp.SearchLag) = (TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));
        var takenAt = await LiveTwiceAsync();

        await using var host = await StartAsync(options => options.RestoredBackupOf = takenAt);
        await host.SettleAsync();

        _world.Erp.CountOf("submit-order", "SO-2").ShouldBe(1);
    }

    [Fact]
    public async Task A_remote_that_does_not_answer_is_asked_again_and_not_written_to()
    {
        Offer(IdempotencyMode.NaturalKeyLookup, TimeSpan.Zero);
        var takenAt = await LiveTwiceAsync();
        var probes = 0;
        _world.Erp.Script = call => call.Verb == "probe" && ++probes <= 3 ? Fault.Transient : Fault.None;

        await using var host = await StartAsync(options => options.RestoredBackupOf = takenAt);
        await host.SettleAsync();

        probes.ShouldBeGreaterThan(3);
        _world.Erp.CountOf("submit-order", "SO-2").ShouldBe(1);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_a_person_is()
    {
        Offer(IdempotencyMode.None, TimeSpan.Zero);
        var takenAt = await LiveTwiceAsync();
        int sent;
        await using (var host = await StartAsync(options => options.RestoredBackupOf = takenAt))
        {
            await host.SettleAsync();
            var parked = (await host.ExceptionsAsync(WorkState.Parked)).Where(item => item.Key is { Operation: "submit-order", DocumentKey: "SO-2" }).ShouldHaveSingleItem();
            parked.Error!.Kind.ShouldBe(ErrorKind.UnknownOutcome);
            parked.Error.Message.ShouldBe(
                "The store is a restored backup (Crossdock:RestoredBackupOf), and 'erp' takes no key and cannot be searched, so nobody but a person can tell whether the effect was sent "
                + "after the backup was taken. Look it up there: discard this item if it was; if not, enter it by hand, or take the option out and replay.");
            sent = _world.Erp.CountOf("submit-order", "SO-2");
            sent.ShouldBe(1);
            (await host.Store.ReplayAsync("default", parked.Id, "anna", "it is not there", _world.Time.GetUtcNow(), Cancel)).ShouldBeTrue();
            await host.SettleAsync();
            _world.Erp.CountOf("submit-order", "SO-2").ShouldBe(1, "as long as the option is set");
        }
    }

    [Fact]
    public async Task A_changed_document_that_the_remote_has_in_some_version_is_for_a_person()
    {
        Offer(IdempotencyMode.NaturalKeyLookup, TimeSpan.Zero);
        var takenAt = await LiveTwiceAsync(between: () => _world.Orders.Add(Docs.Order("SO-1", ("SKU-1", 3, 10)), "SO-1", 2));
        _world.Orders.Add(Docs.Order("SO-1", ("SKU-1", 4, 10)), "SO-1", 3);

        await using var host = await StartAsync(options => options.RestoredBackupOf = takenAt);
        var isParked = false;
        for (var look = 0; look < 200 && !isParked; look++)
        {
            await host.PassAsync(TimeSpan.FromSeconds(1));
            isParked = (await host.ExceptionsAsync(WorkState.Parked)).Count == 2;
        }

        isParked.ShouldBeTrue("at the ERP and at the warehouse");
        foreach (var parked in await host.ExceptionsAsync(WorkState.Parked))
        {
            (parked.Key.Revision, parked.Error!.Kind).ShouldBe((2, ErrorKind.Conflict));
            parked.Error.Message.ShouldBe(
                $"The store is a restored backup (Crossdock:RestoredBackupOf), and '{parked.Key.Connection}' has a revision 2 that this store did not send; its content may be another. "
                + "Compare it there and correct it by hand, then replay, which takes it as done, or discard this item.");
            (await host.Store.ReplayAsync("default", parked.Id, "anna", "compared", _world.Time.GetUtcNow(), Cancel)).ShouldBeTrue();
        }

        await host.SettleAsync();

        _world.Erp.Ledger.Where(entry => entry.Key == "SO-1").Select(entry => entry.Revision).ShouldBe([1, 2, 3], "the second is taken as done, the third is new");
    }

    [Fact]
    public async Task Stock_is_sent_without_asking()
    {
        Offer(IdempotencyMode.NaturalKeyLookup, TimeSpan.Zero);
        var takenAt = await LiveTwiceAsync();
        _world.Shop.Calls.Clear();
        _world.Stock.Add(Docs.Stock("SKU-1", 7, _world.Time.GetUtcNow()), "SKU-1@WH1");

        await using var host = await TestHost.StartAsync(
            _world, _folder.Store, flow => flow.On<Inventory>("warehouse").Publish("shop"), options => options.RestoredBackupOf = takenAt);
        await host.SettleAsync();

        _world.Shop.Calls.Select(call => call.Verb).ShouldBe(["execute"]);
    }

    /// <summary>A life up to the backup, and one after it whose store is lost.</summary>
    private async Task<DateTimeOffset> LiveTwiceAsync(Action? between = null)
    {
        _world.Orders.Add(Docs.Order("SO-1"), "SO-1", 1);
        await LiveAsync();
        File.Copy(_folder.Store, Backup);
        var takenAt = _world.Time.GetUtcNow();
        await _world.PassAsync(TimeSpan.FromMinutes(1));
        between?.Invoke();
        _world.Orders.Add(Docs.Order("SO-2"), "SO-2", 1);
        await LiveAsync();
        await _world.PassAsync(TimeSpan.FromHours(3));
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_folder.Store)!, "store.db*").Where(file => file != Backup))
        {
            File.Delete(file);
        }

        File.Move(Backup, _folder.Store);
        return takenAt;
    }

    private async Task LiveAsync()
    {
        await using var host = await StartAsync(_ => { });
        await host.SettleAsync();
    }

    private Task<TestHost> StartAsync(Action<CrossdockOptions> configure) => TestHost.StartAsync(
        _world, _folder.Store, flow => flow.On<Order>("shop").SequenceBy(order => order.Number).Submit("erp").RequestFulfilment("warehouse"), configure);

    private void Offer(IdempotencyMode mode, TimeSpan window)
    {
        foreach (var remote in _world.Remotes)
        {
            (remote.Mode, remote.KeyWindow) = (mode, mode == IdempotencyMode.NativeKey ? window : null);
        }
    }
}
