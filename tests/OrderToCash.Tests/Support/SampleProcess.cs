using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Crossdock.OrderToCash.Tests;

/// <summary>A sample as a child process of its own, started from its built file. Disposing kills it, by its id.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SampleProcess(string assembly, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in args.Prepend(Path.Combine(AppContext.BaseDirectory, assembly)))
        {
            start.ArgumentList.Add(argument);
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_error, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    public int Id => _process.Id;

    public string Output => Read(_output);

    public string Error => Read(_error);

    public static SampleProcess OrderToCash(params IEnumerable<string> args) => new("Crossdock.OrderToCash.dll", args);

    /// <summary>Starts FakeSystems on a free port and returns when it told its address.</summary>
    public static async Task<(SampleProcess Process, Uri Address)> FakeSystemsAsync(params IEnumerable<string> args)
    {
        var process = new SampleProcess("Crossdock.FakeSystems.dll", args);
        var line = await process._firstLine.Task.WaitAsync(s_limit, TestContext.Current.CancellationToken);
        return (process, new Uri(line.Split(' ')[1]));
    }

    /// <summary>Waits for the end and returns the exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_limit, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    public void Terminate() => SendSignal(_process.Id, SigTerm).ShouldBe(0);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int processId, int signal);

    private void Keep(StringBuilder text, string? line)
    {
        if (line is null)
        {
            _firstLine.TrySetException(new InvalidOperationException($"The process ended early: {Error}"));
            return;
        }

        lock (_lock)
        {
            text.AppendLine(line);
        }

        if (text == _output)
        {
            _firstLine.TrySetResult(line);
        }
    }

    private string Read(StringBuilder text)
    {
        lock (_lock)
        {
            return text.ToString();
        }
    }
}
