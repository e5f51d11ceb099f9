using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Crossdock.Servers;

/// <summary>A server that a test started: its last words are kept, and it ends with this process.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly Queue<string> _log = new();

    private ServerProcess(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) => Remember(line.Data);
        _process.OutputDataReceived += (_, line) => Remember(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        AppDomain.CurrentDomain.ProcessExit += StopAtExit;
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

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

    public static ServerProcess Start(string folder, IReadOnlyDictionary<string, string>? environment, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new ServerProcess(Process.Start(start)!);
    }

    /// <summary>Waits until the server answers.</summary>
    /// <param name="isReady">Asks it; false or an <see cref="HttpRequestException"/> when it does not answer yet.</param>
    /// <param name="patience">Longest wait.</param>
    /// <exception cref="InvalidOperationException">It ended, or does not answer in time.</exception>
    public async Task WaitUntilAsync(Func<Task<bool>> isReady, TimeSpan patience)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < patience && !HasEnded)
        {
            try
            {
                if (await isReady().ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
            {
                // Not yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System).ConfigureAwait(false);
        }

        throw new InvalidOperationException($"'{_process.StartInfo.FileName}' {(HasEnded ? "ended" : "does not answer")}:\n{Log}");
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= StopAtExit;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        using var patience = new CancellationTokenSource(s_patience);
        await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        _process.Dispose();
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the text holds what it wrote.</exception>
    public static async Task<string> RunAsync(string folder, IReadOnlyDictionary<string, string>? environment, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode == 0
            ? await output.ConfigureAwait(false)
            : throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with {process.ExitCode}: {errors}{await output.ConfigureAwait(false)}");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Remember(string? line)
    {
        lock (_log)
        {
            _log.Enqueue(line ?? "");
            if (_log.Count > 200)
            {
                _log.Dequeue();
            }
        }
    }

    private void StopAtExit(object? sender, EventArgs arguments)
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-KILL", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        }
    }
}
