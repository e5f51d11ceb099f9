using System.Globalization;
using Npgsql;

namespace Crossdock.Servers;

/// <summary>A Medusa 2.21.2 shop from npm on a PostgreSQL of its own, with what <see cref="MedusaSeed"/> puts in.</summary>
public sealed class MedusaServer : IRealSystem
{
    private const string Database = "shop";
    private const int OldestNode = 20;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(300);
    private static readonly string[] s_medusa = ["node", "node_modules/.bin/medusa"];
    private static readonly NpmProgram s_program = new("medusa", MedusaSeed.Version, "package.json", "package-lock.json", "medusa-config.js", "tsconfig.json");

    private readonly string _folder;
    private readonly PostgreSqlServer _postgreSql;
    private ServerProcess? _process;
    private int _port;

    private MedusaServer(string folder, PostgreSqlServer postgreSql) => (_folder, _postgreSql) = (folder, postgreSql);

    /// <inheritdoc/>
    public string Name => "Medusa 2.21.2";

    /// <inheritdoc/>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/"));

    /// <summary>What connectors talk to.</summary>
    public Uri AdminApi => new(Address, "admin");

    /// <summary>A secret key of the shop; a reset makes a new one.</summary>
    public string ApiKey { get; private set; } = "";

    /// <inheritdoc/>
    public string Log => _process?.Log ?? "";

    /// <summary>Why Medusa cannot be started here; null when it can, as far as one can tell before its packages are installed.</summary>
    public static string? WhyNot() => PostgreSqlServer.WhyNot ?? (NpmProgram.NodeVersion() switch
    {
        null => "Node.js or npm is not installed, so nothing that needs Medusa was tested. Install Node.js 20 or later with npm and run again.",
        < OldestNode => $"Node.js is too old for Medusa, so nothing that needs it was tested. Install Node.js {OldestNode} or later and run again.",
        _ => null,
    });

    /// <summary>Makes a seeded shop and starts it. The first time on a machine takes minutes; packages and seed are kept in the temporary folder.</summary>
    /// <exception cref="NotInstalledException">npm could not install it.</exception>
    public static async Task<MedusaServer> StartAsync()
    {
        if (WhyNot() is { } reason)
        {
            throw new NotInstalledException(reason);
        }

        var folder = await s_program.FindOrInstallAsync().ConfigureAwait(false);
        var server = new MedusaServer(folder, await PostgreSqlServer.StartAsync(isDurable: false).ConfigureAwait(false));
        try
        {
            await server.PrepareAsync().ConfigureAwait(false);
            await server.ResetAsync().ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A client of its own with all rights, that goes around the connector.</summary>
    public MedusaApi Administer() => new(Address, "Authorization", "Basic " + Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(ApiKey + ":")));

    /// <inheritdoc/>
    public async Task ResetAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await ExecuteAsync($"DROP DATABASE IF EXISTS {Database} WITH (FORCE)").ConfigureAwait(false);
        await ExecuteAsync($"CREATE DATABASE {Database} TEMPLATE seeded").ConfigureAwait(false);
        await LaunchAsync().ConfigureAwait(false);
        ApiKey = await MedusaSeed.CreateApiKeyAsync(Address).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _postgreSql.DisposeAsync().ConfigureAwait(false);
    }

    private async Task PrepareAsync()
    {
        await ExecuteAsync($"CREATE DATABASE {Database}").ConfigureAwait(false);
        var dump = s_program.Kept("dump");
        if (File.Exists(dump))
        {
            await ServerProcess.RunAsync(_folder, null, PostgreSqlServer.ProgramPath("pg_restore"), "--no-owner", "-d", Url, dump).ConfigureAwait(false);
        }
        else
        {
            _port = ServerProcess.FreePort();
            await ServerProcess.RunAsync(_folder, Environment(), [.. s_medusa, "db:migrate"]).ConfigureAwait(false);
            await ServerProcess.RunAsync(_folder, Environment(), [.. s_medusa, "user", "-e", MedusaSeed.Email, "-p", MedusaSeed.Password]).ConfigureAwait(false);
            await LaunchAsync().ConfigureAwait(false);
            await MedusaSeed.RunAsync(Address).ConfigureAwait(false);
            await StopAsync().ConfigureAwait(false);
            var part = $"{dump}.{System.Environment.ProcessId}";
            await ServerProcess.RunAsync(_folder, null, PostgreSqlServer.ProgramPath("pg_dump"), "-Fc", "-f", part, Url).ConfigureAwait(false);
            File.Move(part, dump, overwrite: true);
        }

        await ExecuteAsync($"ALTER DATABASE {Database} RENAME TO seeded").ConfigureAwait(false);
    }

    private async Task LaunchAsync()
    {
        _port = _port != 0 ? _port : ServerProcess.FreePort();
        _process = ServerProcess.Start(_folder, Environment(), [.. s_medusa, "start", "-H", "127.0.0.1", "-p", _port.ToString(CultureInfo.InvariantCulture)]);
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        await _process.WaitUntilAsync(
            async () =>
            {
                using var answer = await http.GetAsync(new Uri("health", UriKind.Relative)).ConfigureAwait(false);
                return answer.IsSuccessStatusCode;
            },
            s_patience).ConfigureAwait(false);
    }

    private async Task StopAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Dictionary<string, string> Environment() => new()
    {
        ["PORT"] = _port.ToString(CultureInfo.InvariantCulture),
        ["SHOP_DATABASE_URL"] = Url,
        ["NODE_ENV"] = "production",
        ["MEDUSA_DISABLE_TELEMETRY"] = "true",
    };

    private string Url => string.Create(CultureInfo.InvariantCulture, $"postgresql://crossdock:none@127.0.0.1:{_postgreSql.Port}/{Database}");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_postgreSql.ConnectionString + ";Pooling=false");
        await connection.OpenAsync().ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
