using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Crossdock.Servers;

/// <summary>
/// A Tryton 6.0 from Debian packages, with a company, a chart of accounts, warehouses, items, stock and customers; see <see cref="TrytonSeed"/>.
/// </summary>
public sealed class TrytonServer : IRealSystem
{
    public const string Database = "erp";
    public const string UserName = "admin";
    public const string Password = "erp-admin-pw";

    private const string Program = "/usr/bin/trytond";
    private const string Python = "/usr/lib/python3/dist-packages/trytond";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly string[] s_modules =
        ["account_invoice_stock", "stock", "sale", "stock_package", "stock_package_shipping", "stock_lot", "web_shop", "stock_split"];

    private readonly string _folder;
    private readonly PostgreSqlServer? _postgreSql;
    private readonly SeededDatabase? _database;
    private ServerProcess? _process;
    private int _port;

    private TrytonServer(string folder, PostgreSqlServer? postgreSql)
    {
        _folder = folder;
        _postgreSql = postgreSql;
        _database = postgreSql is null ? null : new SeededDatabase(postgreSql, Database);
    }

    /// <summary>The packages that have to be installed, as one line for <c>apt-get install</c>.</summary>
    public static string Packages =>
        $"tryton-server python3-psycopg2 {string.Join(' ', s_modules.Select(module => "tryton-modules-" + module.Replace('_', '-')))}";

    /// <inheritdoc/>
    public string Name => $"Tryton 6.0 on {(_postgreSql is null ? "SQLite" : "PostgreSQL")}";

    /// <inheritdoc/>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/"));

    /// <inheritdoc/>
    public string Log => _process?.Log ?? "";

    /// <summary>Why Tryton cannot be started here; null when it can.</summary>
    public static string? WhyNot(TrytonBackend backend)
    {
        var missing = s_modules.FirstOrDefault(module => !Directory.Exists($"{Python}/modules/{module}"));
        return !File.Exists(Program) || missing is not null
            ? $"Tryton 6.0 is not installed{(File.Exists(Program) ? $" as a whole (module {missing} is missing)" : "")}. Install it (Debian 12: apt-get install -y --no-install-recommends {Packages}) and run again."
            : backend == TrytonBackend.PostgreSql ? PostgreSqlServer.WhyNot : null;
    }

    /// <summary>Makes a seeded database and starts a server on it. The first time on a machine takes a minute; what was made is kept in the temporary folder.</summary>
    public static async Task<TrytonServer> StartAsync(TrytonBackend backend)
    {
        if (WhyNot(backend) is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        var postgreSql = backend == TrytonBackend.PostgreSql ? await PostgreSqlServer.StartAsync(isDurable: false).ConfigureAwait(false) : null;
        var server = new TrytonServer(Directory.CreateTempSubdirectory("crossdock-tryton-").FullName, postgreSql);
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

    /// <summary>A client of its own, logged in, that goes around the connector.</summary>
    public async Task<TrytonRpc> LogInAsync()
    {
        var rpc = new TrytonRpc(Address, Database);
        await rpc.LogInAsync(UserName, Password).ConfigureAwait(false);
        return rpc;
    }

    /// <inheritdoc/>
    public async Task ResetAsync()
    {
        await StopAsync().ConfigureAwait(false);
        if (_database is not null)
        {
            await _database.ResetAsync().ConfigureAwait(false);
        }
        else
        {
            SqliteConnection.ClearAllPools();
            File.Copy(Kept("sqlite"), SqliteFile, overwrite: true);
        }

        await LaunchAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the server at once and starts it on the same data, as after a crash of its host.</summary>
    public async Task RestartAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await LaunchAsync().ConfigureAwait(false);
    }

    /// <summary>Asks Tryton's own tables.</summary>
    /// <param name="sql">A query that both databases understand.</param>
    public Task<IReadOnlyList<IReadOnlyList<string?>>> QueryAsync(string sql) => SqlRows.ReadAsync(Connect(SqliteOpenMode.ReadOnly), sql);

    /// <summary>Changes Tryton's own tables, for what nobody can do at its screens: another time-stamp, a code of a later version.</summary>
    /// <returns>Rows that changed.</returns>
    public async Task<int> ChangeAsync(string sql)
    {
        await using var connection = Connect(SqliteOpenMode.ReadWrite);
        await connection.OpenAsync().ConfigureAwait(false);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private System.Data.Common.DbConnection Connect(SqliteOpenMode mode) =>
        _database is not null ? _database.Connect() : new SqliteConnection($"Data Source={SqliteFile};Mode={mode};Pooling=False");

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        if (_postgreSql is not null)
        {
            await _postgreSql.DisposeAsync().ConfigureAwait(false);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string SqliteFile => Path.Combine(_folder, Database + ".sqlite");

    private string Configuration => Path.Combine(_folder, "trytond.conf");

    /// <summary>
    /// Where a seeded database is kept. The name changes with the program, its modules and the seed of this year, so that an old one is
    /// never taken for a new one.
    /// </summary>
    private static string Kept(string extension)
    {
        var version = string.Join(';', [TrytonSeed.Version, .. s_modules, File.ReadAllText($"{Python}/__init__.py"), TimeProvider.System.GetUtcNow().Year.ToString(CultureInfo.InvariantCulture)]);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version)))[..16];
        return Path.Combine(Path.GetTempPath(), $"crossdock-tryton-{hash}.{extension}");
    }

    private async Task PrepareAsync()
    {
        if (_database is not null)
        {
            await _database.PrepareAsync(Kept("dump"), InitialiseAsync).ConfigureAwait(false);
        }
        else if (!File.Exists(Kept("sqlite")))
        {
            await File.WriteAllBytesAsync(SqliteFile, []).ConfigureAwait(false);
            await InitialiseAsync().ConfigureAwait(false);
            var part = $"{Kept("sqlite")}.{Path.GetRandomFileName()}"; // others may be making the same
            File.Copy(SqliteFile, part);
            File.Move(part, Kept("sqlite"), overwrite: true);
        }
    }

    private async Task InitialiseAsync()
    {
        WriteConfiguration();
        var secret = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(secret, Password).ConfigureAwait(false);
        await ServerProcess.RunAsync(
            _folder,
            new Dictionary<string, string> { ["TRYTONPASSFILE"] = secret },
            ["/usr/bin/trytond-admin", "-c", Configuration, "-d", Database, "-u", "ir", "res", .. s_modules, "--activate-dependencies", "-l", "en", "--email", "admin@example.test"])
            .ConfigureAwait(false);
        await LaunchAsync().ConfigureAwait(false);
        using (var rpc = await LogInAsync().ConfigureAwait(false))
        {
            await TrytonSeed.RunAsync(rpc, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)).ConfigureAwait(false);
        }

        await StopAsync().ConfigureAwait(false);
    }

    private async Task LaunchAsync()
    {
        _port = ServerProcess.FreePort();
        WriteConfiguration();
        _process = ServerProcess.Start(_folder, null, Program, "-c", Configuration, "-d", Database);
        using var rpc = new TrytonRpc(Address, Database);
        await _process.WaitUntilAsync(rpc.IsUpAsync, s_patience).ConfigureAwait(false);
    }

    private void WriteConfiguration()
    {
        // A password of a test need not take a third of a second at each login; the first one replaces what was kept by the default.
        var hashes = Path.Combine(_folder, "passlib.ini");
        File.WriteAllText(hashes, """
            [passlib]
            schemes = pbkdf2_sha512, bcrypt
            default = pbkdf2_sha512
            deprecated = auto
            pbkdf2_sha512__default_rounds = 1000
            """);
        File.WriteAllText(Configuration, string.Create(CultureInfo.InvariantCulture, $"""
            [web]
            listen = 127.0.0.1:{_port}
            root =
            [database]
            uri = {_database?.ServerUrl ?? "sqlite://"}
            path = {_folder}
            list = True
            language = en
            [session]
            authentications = password
            max_age = 2592000
            timeout = 300
            [password]
            passlib = {hashes}
            """));
    }

    private async Task StopAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync().ConfigureAwait(false);
        }
    }
}
