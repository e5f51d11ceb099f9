using System.Globalization;
using Npgsql;

namespace Crossdock.Servers;

/// <summary>A Vendure 3.7.3 shop from npm on a PostgreSQL of its own, with what <see cref="VendureSeed"/> puts in.</summary>
public sealed class VendureServer : IRealSystem
{
    private const string Database = "shop";
    private const int OldestNode = 20;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);
    private static readonly NpmProgram s_program = new("vendure", VendureSeed.Version, "package.json", "package-lock.json", "shop.js");

    private readonly string _program;
    private readonly PostgreSqlServer _postgreSql;
    private ServerProcess? _process;
    private int _port;

    private VendureServer(string program, PostgreSqlServer postgreSql) => (_program, _postgreSql) = (program, postgreSql);

    /// <inheritdoc/>
    public string Name => "Vendure 3.7.3";

    /// <summary>The shop; its APIs are <see cref="AdminApi"/> and <see cref="ShopApi"/>.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/"));

    /// <summary>What connectors talk to.</summary>
    public Uri AdminApi => new(Address, "admin-api");

    /// <summary>What customers' browsers talk to.</summary>
    public Uri ShopApi => new(Address, "shop-api");

    /// <summary>An API key of an administrator; a reset makes a new one.</summary>
    public string ApiKey { get; private set; } = "";

    /// <inheritdoc/>
    public string Log => _process?.Log ?? "";

    /// <summary>Why Vendure cannot be started here; null when it can, as far as one can tell before its packages are installed.</summary>
    public static string? WhyNot() => PostgreSqlServer.WhyNot ?? (NpmProgram.NodeVersion() switch
    {
        null => "Node.js or npm is not installed, and Vendure needs them. Install Node.js 20 or later with npm and run again.",
        < OldestNode => $"Node.js is too old for Vendure. Install Node.js {OldestNode} or later and run again.",
        _ => null,
    });

    /// <summary>Makes a seeded shop and starts it. The first time on a machine takes two minutes; packages and seed are kept in the temporary folder.</summary>
    /// <exception cref="NotInstalledException">npm could not install it.</exception>
    public static async Task<VendureServer> StartAsync()
    {
        if (WhyNot() is { } reason)
        {
            throw new NotInstalledException(reason);
        }

        var program = await s_program.FindOrInstallAsync().ConfigureAwait(false);
        var server = new VendureServer(program, await PostgreSqlServer.StartAsync(isDurable: false).ConfigureAwait(false));
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
    public VendureApi Administer() => new(AdminApi, ApiKey);

    /// <inheritdoc/>
    public async Task ResetAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await ExecuteAsync($"DROP DATABASE IF EXISTS {Database} WITH (FORCE)").ConfigureAwait(false);
        await ExecuteAsync($"CREATE DATABASE {Database} TEMPLATE seeded").ConfigureAwait(false);
        await LaunchAsync(isEmpty: false).ConfigureAwait(false);
        using var api = new VendureApi(AdminApi, apiKey: null);
        ApiKey = await VendureSeed.CreateApiKeyAsync(api).ConfigureAwait(false);
    }

    /// <summary>Ends the shop at once and starts it on the same data and port, as after a crash of its host.</summary>
    public async Task RestartAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await LaunchAsync(isEmpty: false).ConfigureAwait(false);
    }

    /// <summary>Asks the shop's own tables.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string?>>> QueryAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(Database));
        await connection.OpenAsync().ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var rows = new List<IReadOnlyList<string?>>();
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))]);
        }

        return rows;
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
            await ServerProcess.RunAsync(_program, null, PostgreSqlServer.ProgramPath("pg_restore"), "--no-owner", "-d", Url, dump).ConfigureAwait(false);
        }
        else
        {
            await LaunchAsync(isEmpty: true).ConfigureAwait(false);
            using (var api = new VendureApi(AdminApi, apiKey: null))
            {
                await VendureSeed.RunAsync(api).ConfigureAwait(false);
            }

            await StopAsync().ConfigureAwait(false);
            var part = $"{dump}.{Path.GetRandomFileName()}"; // others may be making the same
            await ServerProcess.RunAsync(_program, null, PostgreSqlServer.ProgramPath("pg_dump"), "-Fc", "-f", part, Url).ConfigureAwait(false);
            File.Move(part, dump, overwrite: true);
        }

        await ExecuteAsync($"ALTER DATABASE {Database} RENAME TO seeded").ConfigureAwait(false);
    }

    private async Task LaunchAsync(bool isEmpty)
    {
        _port = _port != 0 ? _port : ServerProcess.FreePort();
        _process = ServerProcess.Start(
            _program,
            new Dictionary<string, string>
            {
                ["SHOP_PORT"] = _port.ToString(CultureInfo.InvariantCulture),
                ["SHOP_PG_PORT"] = _postgreSql.Port.ToString(CultureInfo.InvariantCulture),
                ["SHOP_DATABASE"] = Database,
                ["SHOP_SYNC"] = isEmpty ? "1" : "0",
                ["VENDURE_DISABLE_TELEMETRY"] = "true",
            },
            "node",
            "shop.js");
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

    private string Url => string.Create(CultureInfo.InvariantCulture, $"postgresql://crossdock:none@127.0.0.1:{_postgreSql.Port}/{Database}");

    private string ConnectionString(string database) =>
        _postgreSql.ConnectionString.Replace("Database=postgres", "Database=" + database, StringComparison.Ordinal) + ";Pooling=false";

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync().ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
