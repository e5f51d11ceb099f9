using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Crossdock.TestKit.Conformance.StoreInputs;

namespace Crossdock.Storage.PostgreSql.Tests;

/// <summary>Registration and settings.</summary>
public sealed class RegistrationTests(ServerFixture server)
{
    private const string Reachable = "Host=db;Database=crossdock;Username=crossdock;Password=s3cret-canary";

    private static readonly Type[] s_interfaces =
    [
        typeof(IInboxStore), typeof(IWorkStore), typeof(IEffectLedger), typeof(IDocumentStore), typeof(ICheckpointStore), typeof(IDeadLetterStore),
        typeof(IKpiStore), typeof(IAuditStore), typeof(IStoreMaintenance), typeof(IReplayStore),
    ];

    [Fact]
    public async Task Each_small_interface_is_the_same_store()
    {
        ServerFixture.Require();
        var settings = server.NewStore();
        await using var services = Register(options =>
        {
            options.ConnectionString = settings.ConnectionString;
            options.Schema = settings.Schema;
            options.AllowUnsafeDurability = true;
        }).BuildServiceProvider();
        var store = services.GetRequiredService<ICrossdockStore>();
        await store.OpenAsync(TestContext.Current.CancellationToken);

        foreach (var type in s_interfaces)
        {
            services.GetRequiredService(type).ShouldBeSameAs(store, type.Name);
        }

        (await services.GetRequiredService<IInboxStore>().AcceptAsync(Batch(Order("SO-1")), TestContext.Current.CancellationToken))
            .ShouldHaveSingleItem().WorkCreated.ShouldBe(1);
    }

    [Fact]
    public void Registering_again_adds_settings_and_no_second_store()
    {
        var builder = new Builder(Register(options => options.ConnectionString = Reachable));
        builder.AddPostgreSqlStore(options => options.MaxGroupOperations = 7).ShouldBeSameAs(builder);

        builder.Services.Count(service => service.ServiceType == typeof(ICrossdockStore)).ShouldBe(1);
        using var services = builder.Services.BuildServiceProvider();
        var options = services.GetRequiredService<IOptions<PostgreSqlStoreOptions>>().Value;
        (options.ConnectionString, options.MaxGroupOperations).ShouldBe((Reachable, 7));
    }

    [Fact]
    public void A_host_with_wrong_settings_does_not_start_and_names_every_path()
    {
        using var services = Register(options =>
        {
            options.Schema = "public";
            options.MaxGroupOperations = 0;
            options.MaxGroupBytes = 1;
            options.QueueCapacity = 0;
            options.MaxPoolSize = 1;
            options.CommandTimeout = TimeSpan.Zero;
            options.RetryTime = TimeSpan.FromSeconds(-1);
            options.MaxClockSkew = TimeSpan.Zero;
        }).BuildServiceProvider();

        var failures = Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate()).Failures.ToList();

        string[] names =
            ["ConnectionString", "Schema", "MaxGroupOperations", "MaxGroupBytes", "QueueCapacity", "MaxPoolSize", "CommandTimeout", "RetryTime", "MaxClockSkew"];
        failures.Select(failure => failure.Split(' ')[0]).ShouldBe(names.Select(name => $"Crossdock:Storage:PostgreSql:{name}"), ignoreOrder: true);
    }

    [Theory]
    [InlineData("Database=crossdock;Password=s3cret-canary", "names no host")]
    [InlineData("Host=db;Port=s3cret-canary", "can't be read")]
    [InlineData("Host=db;Password=a;s3cret-canary=b", "can't be read")]
    [InlineData("s3cret-canary", "can't be read")]
    public void A_connection_string_that_is_wrong_is_not_repeated(string connection, string reason)
    {
        var error = Should.Throw<OptionsValidationException>(() => new PostgreSqlCrossdockStore(new PostgreSqlStoreOptions { ConnectionString = connection }));

        error.Message.ShouldContain(reason);
        error.ToString().ShouldNotContain("canary");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Crossdock")]
    [InlineData("a;drop")]
    [InlineData("a\"b")]
    [InlineData("pg_mine")]
    [InlineData("1a")]
    public void A_schema_name_that_needs_quotes_or_is_the_server_s_is_refused(string schema) =>
        Should.Throw<OptionsValidationException>(() => new PostgreSqlCrossdockStore(new PostgreSqlStoreOptions { ConnectionString = Reachable, Schema = schema }))
            .Message.ShouldContain("Crossdock:Storage:PostgreSql:Schema");

    [Fact]
    public void The_functions_know_the_states_by_their_numbers()
    {
        // The scripts contain them.
        string[] states = ["Ready", "Waiting", "Held", "Claimed", "Confirmed", "Rejected", "Parked", "DeadLettered", "Superseded", "Discarded"];
        string[] effects = ["Intent", "Sending", "Confirmed", "Rejected", "InDoubt", "Parked"];

        Enum.GetValues<WorkState>().Select(state => (state.ToString(), (int)state)).ShouldBe(states.Select((name, number) => (name, number)));
        Enum.GetValues<EffectState>().Select(state => (state.ToString(), (int)state)).ShouldBe(effects.Select((name, number) => (name, number)));
        ((int)SequenceMode.Ordered, (int)SequenceMode.LatestWins).ShouldBe((0, 1));
        ((int)WorkPriority.High, (int)WorkPriority.Normal, (int)WorkPriority.Low, (int)ErrorKind.NotFound).ShouldBe((0, 1, 2, 5));
    }

    private static ServiceCollection Register(Action<PostgreSqlStoreOptions> configure)
    {
        var services = new ServiceCollection();
        new Builder(services).AddPostgreSqlStore(configure);
        return services;
    }

    private sealed record Builder(IServiceCollection Services) : ICrossdockBuilder;
}
