using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Servers;

/// <summary>
/// An Odoo 19 from the package of Debian sid, which runs on the Python of Debian 12, with a company, a chart of accounts, warehouses, items, stock and
/// customers; see <see cref="OdooSeed"/>.
/// </summary>
public sealed class OdooServer : IRealSystem
{
    public const string Database = "erp";

    private const string Package = "odoo-19";
    private const string KeyParameter = "crossdock.tests.key";

    /// <summary>Python modules that Odoo imports, and Debian's packages they are in. The file is read by CI too, which installs them.</summary>
    private static readonly IReadOnlyList<(string Module, string Package)> s_python = ReadPython();

    private const string Apps = "sale_management,sale_stock,stock,account,stock_delivery,base_automation,l10n_us";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly string _folder;
    private readonly string _program;
    private readonly PostgreSqlServer _postgreSql;
    private readonly SeededDatabase _database;
    private ServerProcess? _process;
    private int _port;

    private OdooServer(string folder, string program, PostgreSqlServer postgreSql)
    {
        _folder = folder;
        _program = program;
        _postgreSql = postgreSql;
        _database = new SeededDatabase(postgreSql, Database);
    }

    /// <inheritdoc/>
    public string Name => "Odoo 19.0 on PostgreSQL";

    /// <inheritdoc/>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/"));

    /// <inheritdoc/>
    public string Log => _process?.Log ?? "";

    /// <summary>A key of the administrator; each kept database has its own.</summary>
    public string ApiKey { get; private set; } = "";

    /// <summary>Why Odoo cannot be started here, as far as one can tell before its package is there; null when it can.</summary>
    public static string? WhyNot
    {
        get
        {
            if (PostgreSqlServer.WhyNot is { } reason)
            {
                return reason;
            }

            try
            {
                var script = $"import importlib.util as u;print(' '.join(m for m in '{string.Join(' ', s_python.Select(one => one.Module))}'.split() if not u.find_spec(m)))";
                var missing = ServerProcess.RunAsync(Path.GetTempPath(), null, "/usr/bin/python3", "-c", script).GetAwaiter().GetResult()
                    .Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
                return missing.Length == 0
                    ? null
                    : $"Odoo 19 needs Python packages that are not installed ({string.Join(", ", missing)}). Install them (Debian 12: apt-get install -y --no-install-recommends {string.Join(' ', s_python.Select(one => one.Package))}) and run again.";
            }
            catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                return "Odoo 19 needs Debian's Python 3, which is not installed. Install it and run again.";
            }
        }
    }

    /// <summary>
    /// Makes a seeded database and starts a server on it. The first time on a machine takes some minutes; the program and the database that were made are
    /// kept in the temporary folder.
    /// </summary>
    /// <exception cref="NotInstalledException">Its package cannot be had.</exception>
    public static async Task<OdooServer> StartAsync()
    {
        if (WhyNot is { } reason)
        {
            throw new NotInstalledException(reason);
        }

        var program = await FindOrInstallAsync().ConfigureAwait(false);
        var postgreSql = await PostgreSqlServer.StartAsync(isDurable: false).ConfigureAwait(false);
        var server = new OdooServer(Directory.CreateTempSubdirectory("crossdock-odoo-").FullName, program, postgreSql);
        try
        {
            await server._database.PrepareAsync(server.Kept("dump"), server.InitialiseAsync).ConfigureAwait(false);
            await server.ResetAsync().ConfigureAwait(false);
            await server.ReadKeyAsync().ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A client of its own that goes around the connector.</summary>
    public OdooRpc LogIn() => new(Address, Database, ApiKey);

    /// <inheritdoc/>
    public async Task ResetAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _database.ResetAsync().ConfigureAwait(false);
        await LaunchAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the server at once and starts it on the same data, as after a crash of its host.</summary>
    public async Task RestartAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await LaunchAsync().ConfigureAwait(false);
    }

    /// <summary>Asks Odoo's own tables.</summary>
    public Task<IReadOnlyList<IReadOnlyList<string?>>> QueryAsync(string sql) => SqlRows.ReadAsync(_database.Connect(), sql);

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _postgreSql.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>
    /// The unpacked package. It is for any architecture and is not in Debian 12, so it is taken from sid, by the mirror that this machine uses, and never
    /// installed into the system. Debian deletes versions that are superseded: whichever 19 it has is taken.
    /// </summary>
    private static async Task<string> FindOrInstallAsync()
    {
        var program = Path.Combine(Path.GetTempPath(), $"crossdock-{Package}");
        if (Directory.Exists(program))
        {
            return program;
        }

        var part = Directory.CreateTempSubdirectory("crossdock-odoo-part-").FullName;
        try
        {
            var lists = Directory.CreateDirectory(Path.Combine(part, "lists", "partial")).Parent!.FullName;
            var mirror = (await ServerProcess.RunAsync(part, null, "apt-get", "indextargets", "--format", "$(REPO_URI)").ConfigureAwait(false))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(uri => !uri.Contains("security", StringComparison.Ordinal)) ?? throw new InvalidOperationException("apt knows no mirror.");
            var source = Path.Combine(part, "sid.list");
            await File.WriteAllTextAsync(source, $"deb {mirror} sid main\n").ConfigureAwait(false);
            string[] options = ["-qq", "-o", $"Dir::Etc::SourceList={source}", "-o", "Dir::Etc::SourceParts=-", "-o", $"Dir::State::Lists={lists}", "-o", "APT::Sandbox::User=root"];
            await ServerProcess.RunAsync(part, null, ["apt-get", .. options, "update"]).ConfigureAwait(false);
            await ServerProcess.RunAsync(part, null, ["apt-get", .. options, "download", Package]).ConfigureAwait(false);
            var package = Directory.GetFiles(part, "*.deb").Single();
            var root = Path.Combine(part, "root");
            await ServerProcess.RunAsync(part, null, "dpkg-deb", "-x", package, root).ConfigureAwait(false);
            Directory.Move(root, program);
        }
        catch (IOException) when (Directory.Exists(program))
        {
            // Another process was faster.
        }
        catch (Exception failure) when (failure is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            throw new NotInstalledException($"Odoo's package '{Package}' could not be had from Debian sid, so nothing that needs it can run. Let apt reach its mirror, then run again: {failure.Message}");
        }
        finally
        {
            Directory.Delete(part, recursive: true);
        }

        return program;
    }

    private static IReadOnlyList<(string Module, string Package)> ReadPython()
    {
        using var list = new StreamReader(typeof(OdooServer).Assembly.GetManifestResourceStream("odoo/python.txt")!);
        return [.. list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Select(line => (line[0], line[1]))];
    }

    private string Configuration => Path.Combine(_folder, "odoo.conf");

    /// <summary>Where a seeded database is kept. The name changes with the program, its apps and the seed of this year.</summary>
    private string Kept(string extension)
    {
        var release = File.ReadAllText(Path.Combine(_program, "usr/lib/python3/dist-packages/odoo/release.py"));
        var version = string.Join(';', OdooSeed.Version, Apps, release, TimeProvider.System.GetUtcNow().Year.ToString(CultureInfo.InvariantCulture));
        return Path.Combine(Path.GetTempPath(), $"crossdock-odoo-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version)))[..16]}.{extension}");
    }

    private async Task InitialiseAsync()
    {
        WriteConfiguration();
        await ServerProcess.RunAsync(_folder, Environment, [.. Command, "-i", Apps, "--without-demo=all", "--stop-after-init"]).ConfigureAwait(false);
        var script = Path.Combine(_folder, "key.py");
        await File.WriteAllTextAsync(
            script,
            $"""
            key = env['res.users.apikeys'].with_user(env.ref('base.user_admin'))._generate('rpc', 'tests', None)
            env['ir.config_parameter'].set_param('{KeyParameter}', key)
            env.cr.commit()

            """).ConfigureAwait(false);
        await ServerProcess.RunAsync(
            _folder, Environment, "/bin/sh", "-c", $"/usr/bin/python3 {_program}/usr/bin/odoo shell -c {Configuration} --no-http < {script}").ConfigureAwait(false);
        await ReadKeyAsync().ConfigureAwait(false);
        await LaunchAsync().ConfigureAwait(false);
        using (var rpc = LogIn())
        {
            await OdooSeed.RunAsync(rpc).ConfigureAwait(false);
        }

        await StopAsync().ConfigureAwait(false);
    }

    /// <summary>Odoo keeps the hash of a key only, so the database keeps the key beside it.</summary>
    private async Task ReadKeyAsync() => ApiKey = (await QueryAsync($"SELECT value FROM ir_config_parameter WHERE key = '{KeyParameter}'").ConfigureAwait(false))[0][0]!;

    private async Task LaunchAsync()
    {
        _port = ServerProcess.FreePort();
        WriteConfiguration();
        _process = ServerProcess.Start(_folder, Environment, Command);
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
        await _process.WaitUntilAsync(
            async () =>
            {
                using var answer = await http.GetAsync(new Uri("web/version", UriKind.Relative)).ConfigureAwait(false);
                return answer.IsSuccessStatusCode;
            },
            s_patience).ConfigureAwait(false);
    }

    private string[] Command => ["/usr/bin/python3", $"{_program}/usr/bin/odoo", "-c", Configuration];

    private Dictionary<string, string> Environment => new() { ["HOME"] = _folder, ["PYTHONPATH"] = $"{_program}/usr/lib/python3/dist-packages" };

    private void WriteConfiguration() => File.WriteAllText(
        Configuration,
        string.Create(CultureInfo.InvariantCulture, $"""
            [options]
            db_host = 127.0.0.1
            db_port = {_postgreSql.Port}
            db_user = crossdock
            db_password = none
            db_name = {Database}
            dbfilter = ^{Database}$
            list_db = False
            data_dir = {_folder}/data
            http_interface = 127.0.0.1
            http_port = {_port}
            workers = 0
            max_cron_threads = 0
            log_level = warn

            """));

    private async Task StopAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync().ConfigureAwait(false);
        }
    }
}
