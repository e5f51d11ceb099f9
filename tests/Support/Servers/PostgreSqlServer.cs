using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Crossdock.Servers;

/// <summary>
/// A throwaway PostgreSQL on a free port of this machine, with its own empty data folder. Dispose it: it is stopped by its process id, and the
/// folder is removed.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const int Attempts = 3;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly string? s_programs = FindPrograms();

    private readonly string _folder;
    private readonly string[] _settings;
    private readonly Queue<string> _log = new();
    private Process? _process;

    private PostgreSqlServer(string folder, string[] settings)
    {
        _folder = folder;
        _settings = settings;
        AppDomain.CurrentDomain.ProcessExit += StopAtExit;
    }

    /// <summary>Why no server can be started on this machine; null when one can.</summary>
    public static string? WhyNot => s_programs is null
        ? "PostgreSQL is not installed. Install it (Debian: apt-get install -y postgresql) and run again."
        : null;

    /// <summary>The port on 127.0.0.1; it stays the same when the server is started again.</summary>
    public int Port { get; private set; }

    /// <summary>For the database <c>postgres</c>, as superuser.</summary>
    public string ConnectionString =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Database=postgres;Username=crossdock;Password=none;Timeout=20");

    /// <summary>The server's last words, for failures.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return string.Join('\n', _log);
            }
        }
    }

    /// <summary>Makes a data folder and starts a server on it.</summary>
    /// <param name="isDurable">False leaves out every sync to the disk, which makes tests fast; data still survives the death of the server.</param>
    /// <param name="settings">More settings, each as <c>name=value</c>.</param>
    public static async Task<PostgreSqlServer> StartAsync(bool isDurable, params string[] settings)
    {
        if (WhyNot is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        var folder = Directory.CreateTempSubdirectory("crossdock-pg-").FullName;
        var server = new PostgreSqlServer(folder, isDurable ? settings : ["fsync=off", "full_page_writes=off", "synchronous_commit=off", .. settings]);
        try
        {
            if (Environment.IsPrivilegedProcess)
            {
                await RunAsync("chown", UnprivilegedUser(), folder).ConfigureAwait(false);
            }

            await RunAsync([.. AsUnprivileged("initdb"), "-D", server.DataFolder, "-U", "crossdock", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
                .ConfigureAwait(false);
            await server.StartAgainAsync().ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts the server on its data, e.g. after <see cref="StopAsync"/>; it recovers what it has to.</summary>
    public async Task StartAgainAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = Port != 0 ? Port : FreePort();
            Launch();
            if (await IsReadyAsync().ConfigureAwait(false))
            {
                return;
            }

            await StopAsync(isImmediate: true).ConfigureAwait(false);
            if (attempt == Attempts)
            {
                throw new InvalidOperationException($"PostgreSQL did not start:\n{Log}");
            }

            Port = 0; // somebody took it
        }
    }

    /// <summary>Stops the server: in order, or at once, as a crash would.</summary>
    public async Task StopAsync(bool isImmediate)
    {
        if (_process is not { } process)
        {
            return;
        }

        _process = null;
        if (!process.HasExited)
        {
            Signal(process, isImmediate ? "QUIT" : "INT");
        }

        using var patience = new CancellationTokenSource(s_patience);
        await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= StopAtExit;
        await StopAsync(isImmediate: true).ConfigureAwait(false);
        Directory.Delete(_folder, recursive: true);
    }

    private string DataFolder => Path.Combine(_folder, "data");

    private void Launch()
    {
        string[] settings = ["listen_addresses=127.0.0.1", $"unix_socket_directories={_folder}", "max_connections=200", "shared_buffers=64MB", .. _settings];
        string[] command =
        [
            .. AsUnprivileged("postgres"), "-D", DataFolder, "-p", Port.ToString(CultureInfo.InvariantCulture),
            .. settings.SelectMany(setting => new[] { "-c", setting }),
        ];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, WorkingDirectory = _folder };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Remember(line.Data);
        _process.BeginErrorReadLine();
    }

    private void Remember(string? line)
    {
        lock (_log)
        {
            _log.Enqueue(line ?? "");
            if (_log.Count > 100)
            {
                _log.Dequeue();
            }
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < s_patience && _process is { HasExited: false })
        {
            if (await TryRunAsync(Path.Combine(s_programs!, "pg_isready"), "-q", "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false)
                && _process is { HasExited: false })
            {
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System).ConfigureAwait(false);
        }

        return false;
    }

    private void StopAtExit(object? sender, EventArgs arguments)
    {
        if (_process is { HasExited: false } process)
        {
            Signal(process, "QUIT");
        }
    }

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The server refuses to run as root.</summary>
    private static string[] AsUnprivileged(string program)
    {
        var path = Path.Combine(s_programs!, program);
        var user = UnprivilegedUser();
        return Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups", path] : [path];
    }

    private static string UnprivilegedUser() =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static async Task RunAsync(params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with {process.ExitCode}: {errors}{await output.ConfigureAwait(false)}");
        }
    }

    private static async Task<bool> TryRunAsync(params string[] command)
    {
        using var process = Process.Start(command[0], command[1..]);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode == 0;
    }

    internal static string ProgramPath(string program) => Path.Combine(s_programs!, program);

    /// <summary>The newest version's programs: Debian keeps them out of the path.</summary>
    private static string? FindPrograms()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var packaged = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        return packaged.Concat(onPath).FirstOrDefault(folder => folder.Length > 0
            && File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }
}
