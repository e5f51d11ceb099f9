using Crossdock.TestKit.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crossdock.Storage.Sqlite.Tests;

/// <summary>Registration and settings.</summary>
public sealed class RegistrationTests
{
    private static readonly Type[] Interfaces =
    [
        typeof(IInboxStore), typeof(IWorkStore), typeof(IEffectLedger), typeof(IDocumentStore), typeof(ICheckpointStore), typeof(IDeadLetterStore),
        typeof(IKpiStore), typeof(IAuditStore), typeof(IStoreMaintenance), typeof(IReplayStore),
    ];

    [Fact]
    public async Task Each_small_interface_is_the_same_store()
    {
        using var folder = new StoreFolder();
        await using var services = Register(options => options.Path = folder.Path).BuildServiceProvider();
        var store = services.GetRequiredService<ICrossdockStore>();
        await store.OpenAsync(TestContext.Current.CancellationToken);

        foreach (var type in Interfaces)
        {
            services.GetRequiredService(type).ShouldBeSameAs(store, type.Name);
        }

        (await services.GetRequiredService<IInboxStore>().AcceptAsync(StoreInputs.Batch(StoreInputs.Order("SO-1")), TestContext.Current.CancellationToken))
            .ShouldHaveSingleItem().WorkCreated.ShouldBe(1);
    }

    [Fact]
    public void Registering_again_adds_settings_and_no_second_store()
    {
        var builder = new Builder(Register(options => options.Path = "a.db"));
        builder.AddSqliteStore(options => options.MaxGroupOperations = 7).ShouldBeSameAs(builder);

        builder.Services.Count(service => service.ServiceType == typeof(ICrossdockStore)).ShouldBe(1);
        using var services = builder.Services.BuildServiceProvider();
        var options = services.GetRequiredService<IOptions<SqliteStoreOptions>>().Value;
        (options.Path, options.MaxGroupOperations).ShouldBe(("a.db", 7));
    }

    [Fact]
    public void A_host_with_wrong_settings_does_not_start_and_names_every_path()
    {
        using var services = Register(options =>
        {
            options.Path = " ";
            options.MaxGroupOperations = 0;
            options.MaxGroupBytes = 1;
            options.QueueCapacity = 0;
            options.CacheKibibytes = 1;
            options.CheckpointPages = 1;
            options.Synchronous = (SqliteSynchronousMode)7;
        }).BuildServiceProvider();

        var failures = Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate()).Failures.ToList();

        string[] names = ["Path", "Synchronous", "MaxGroupOperations", "MaxGroupBytes", "QueueCapacity", "CacheKibibytes", "CheckpointPages"];
        failures.Select(failure => failure.Split(' ')[0]).ShouldBe(names.Select(name => $"Crossdock:Storage:Sqlite:{name}"), ignoreOrder: true);
    }

    [Theory]
    [InlineData(":memory:", "in memory")]
    [InlineData("file:store.db?mode=memory", "in memory")]
    [InlineData("/", "is a folder")]
    public void A_path_that_is_no_file_is_refused(string path, string reason) =>
        Should.Throw<OptionsValidationException>(() => new SqliteCrossdockStore(new SqliteStoreOptions { Path = path })).Message.ShouldContain(reason);

    [Fact]
    public void Stored_numbers_never_change()
    {
        // The schema and every existing file contain them.
        string[] states = ["Ready", "Waiting", "Held", "Claimed", "Confirmed", "Rejected", "Parked", "DeadLettered", "Superseded", "Discarded"];
        string[] effects = ["Intent", "Sending", "Confirmed", "Rejected", "InDoubt", "Parked"];

        Enum.GetValues<WorkState>().Select(state => (state.ToString(), (int)state)).ShouldBe(states.Select((name, number) => (name, number)));
        Enum.GetValues<EffectState>().Select(state => (state.ToString(), (int)state)).ShouldBe(effects.Select((name, number) => (name, number)));
        ((int)SequenceMode.Ordered, (int)SequenceMode.LatestWins).ShouldBe((0, 1));
    }

    private static ServiceCollection Register(Action<SqliteStoreOptions> configure)
    {
        var services = new ServiceCollection();
        new Builder(services).AddSqliteStore(configure);
        return services;
    }

    private sealed record Builder(IServiceCollection Services) : ICrossdockBuilder;
}
