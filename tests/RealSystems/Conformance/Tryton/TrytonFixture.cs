using System.Globalization;
using System.Text.Json;
using Crossdock.Connectors.Tryton;
using Crossdock.RealSystems.Tryton;
using Crossdock.Servers;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Connections to a live Tryton over the wire of a rule, and what people there do past the connector.</summary>
internal sealed class TrytonFixture(SqliteTryton live) : ConnectorFixture
{
    private static readonly SocketsHttpHandler s_network = new();
    private static readonly string[] s_reads = [".read", ".search_read", ".get_preferences", ".on_change", ".on_change_with"];
    private static int s_last;
    private readonly DateTimeOffset _began = TimeProvider.System.GetUtcNow();
    private readonly List<Erp> _erps = [];
    private TrytonRpc? _desk;

    /// <summary>Of the declared lateness; the default of the option.</summary>
    private static readonly TimeSpan s_lateness = TimeSpan.FromMinutes(2);

    public override ConnectorManifest Manifest => TrytonConnector.Manifest;

    public TrytonServer Server => live.System;

    /// <summary>For the rule of late changes each poll goes back as far as by default; for the others a second, or every rule would read those before it.</summary>
    private bool IsLate => Rule?.Id == "CDT-SRC-005";

    public int PageSize => IsLate ? 200 : 2;

    /// <summary>Stamps of records that come as late as is declared, less what a rule takes.</summary>
    public string LateStamp => (TimeProvider.System.GetUtcNow() - s_lateness + TimeSpan.FromSeconds(20)).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    public static string Number(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{Interlocked.Increment(ref s_last):D5}");

    public override Task<IConnector> ConnectAsync(ConnectionSetup setup)
    {
        var erp = new Erp(
            Server,
            options =>
            {
                options.Http.ReadRetries = 0;
                options.Password = new SecretReference("insecure-literal-for-tests:" + (setup.WrongCredential ? ConnectionSetup.WrongSecret : TrytonServer.Password));
                options.Overlap = IsLate ? s_lateness : TimeSpan.FromSeconds(1);
                options.ChangesSince = IsLate ? _began - s_lateness : _began;
            },
            setup.Wire.CreateHandler(s_network),
            new SkewedTime(setup.ClockSkew));
        _erps.Add(erp);
        return Task.FromResult<IConnector>(erp.Connector);
    }

    /// <summary>A host beside the one that is tested, for what has to be there before.</summary>
    public Erp Beside()
    {
        var erp = new Erp(Server);
        _erps.Add(erp);
        return erp;
    }

    public async Task<TrytonRpc> DeskAsync() => _desk ??= await Server.LogInAsync();

    /// <summary>The server answers when its transaction is over, and the wire lets it answer before it loses anything, so nothing has to settle.</summary>
    public override Task WaitAsync(TimeSpan time) => Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>Sessions and the server's notes about open wizards are no business records.</summary>
    public override bool IsWrite(HttpRequestMessage request, string body)
    {
        using var call = JsonDocument.Parse(body);
        var method = call.RootElement.GetProperty("method").GetString()!;
        return method != "common.db.login"
            && !s_reads.Any(read => method.EndsWith(read, StringComparison.Ordinal))
            && !(method.StartsWith("wizard.", StringComparison.Ordinal) && !method.EndsWith(".execute", StringComparison.Ordinal));
    }

    /// <summary>How many, from Tryton's own tables.</summary>
    public async Task<int> CountAsync(string sql) => int.Parse((await Server.QueryAsync(sql))[0][0] ?? "0", CultureInfo.InvariantCulture);

    /// <summary>Figures of one row of Tryton's own tables.</summary>
    public async Task<IReadOnlyList<decimal>> FiguresAsync(string sql) =>
        [.. (await Server.QueryAsync(sql))[0].Select(figure => decimal.Parse(figure ?? "0", NumberStyles.Float, CultureInfo.InvariantCulture))];

    public override bool IsThorough { get; } = Environment.GetEnvironmentVariable("CROSSDOCK_THOROUGH") == "1";

    public override async ValueTask DisposeAsync()
    {
        foreach (var erp in _erps)
        {
            await erp.DisposeAsync();
        }

        _desk?.Dispose();
    }

    private sealed class SkewedTime(TimeSpan skew) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + skew;
    }
}
