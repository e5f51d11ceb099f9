using Crossdock.Connectors.Http;
using Crossdock.TestKit.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Connections to a live system over the wire of a rule.</summary>
internal abstract class WiredFixture : ConnectorFixture
{
    private static readonly SocketsHttpHandler s_network = new();
    private static int s_last;
    private readonly List<ServiceProvider> _hosts = [];
    private TimeSpan _passed;

    /// <summary>Of the connection.</summary>
    protected virtual string Name => "shop";

    /// <summary>When the rule began; documents from before are left out where a source can do that.</summary>
    protected DateTimeOffset Began { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>The default of the option, and the declared lateness.</summary>
    protected static TimeSpan Lateness { get; } = TimeSpan.FromMinutes(2);

    /// <summary>For the rule of late changes each poll goes back as far as by default; for the others a second, or every rule would read those before it.</summary>
    protected bool IsLate => Rule?.Id == "CDT-SRC-005";

    protected TimeSpan Overlap => IsLate ? Lateness : TimeSpan.FromSeconds(1);

    protected DateTimeOffset Since => IsLate ? Began - Lateness : Began;

    /// <summary>Stamps of rows that come as late as is declared, less what a rule takes.</summary>
    public string LateStamp => (TimeProvider.System.GetUtcNow() - Lateness + TimeSpan.FromSeconds(20)).ToString(StampFormat, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As the system keeps time-stamps.</summary>
    protected virtual string StampFormat => "yyyy-MM-dd HH:mm:ss.fff";

    public static string Number(string kind) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kind}-{Interlocked.Increment(ref s_last):D5}");

    /// <summary>Lets time pass at the connectors made from now on, for what they do by the clock: reading again what moves no time-stamp.</summary>
    public void LetPass(TimeSpan time) => _passed += time;

    /// <summary>The system answers when its transaction is over, and the wire lets it answer before it loses anything, so nothing has to settle.</summary>
    public override Task WaitAsync(TimeSpan time) => Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);

    public override bool IsThorough => ThoroughRun.IsOn;

    public override async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
    }

    protected IConnector Connect(ConnectionSetup setup, Action<ICrossdockBuilder> add)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new SkewedTime(setup.ClockSkew + _passed));
        services.AddLogging();
        add(new Builder(services));
        services.AddHttpClient(ConnectorHttpClient.ClientName(Name)).ConfigurePrimaryHttpMessageHandler(() => setup.Wire.CreateHandler(s_network));
        var host = services.BuildServiceProvider();
        _hosts.Add(host);
        return host.GetRequiredKeyedService<IConnector>(Name);
    }

    /// <summary>A literal secret: the system's own key, or the one that no text may show.</summary>
    protected static SecretReference Secret(ConnectionSetup setup, string key) => new("insecure-literal-for-tests:" + (setup.WrongCredential ? ConnectionSetup.WrongSecret : key));

    private sealed record Builder(IServiceCollection Services) : ICrossdockBuilder;

    private sealed class SkewedTime(TimeSpan skew) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + skew;
    }
}
