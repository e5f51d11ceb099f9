using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace Crossdock.Faults.Processes;

/// <summary>A <see cref="Life"/> as its parent sees it. Disposing kills it, by its id.</summary>
internal sealed class LifeProcess : IAsyncDisposable
{
    public const int Killed = 128 + 9;
    private const int SigTerm = 15;
    private const int SigStop = 19;
    private const int SigCont = 18;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(180);
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly long _startedAt = TimeProvider.System.GetTimestamp();
    private readonly List<string> _said = [];
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LifeProcess(IEnumerable<string> args)
    {
        // The same program again: itself, or under the same host.
        var program = Environment.ProcessPath!;
        string[] assembly = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(LifeProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[.. assembly, Life.Verb, .. args])
        {
            start.ArgumentList.Add(argument);
        }

        // A process of two seconds does not earn back the profiling of its own code, nor better code.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>From its start to the first thing it accepted or moved forward; null as long as there was none.</summary>
    public TimeSpan? ToProgress { get; private set; }

    /// <summary>Everything it said, for a failed test.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return string.Join(" | ", _said);
            }
        }
    }

    /// <param name="store">The store, as <see cref="StoreSwitch"/> takes it.</param>
    /// <param name="systems">Root of the fake systems.</param>
    /// <param name="failpoint">A failpoint that is armed from the start, with its hit.</param>
    public static LifeProcess Start(string store, Uri systems, (string Name, int Hit)? failpoint = null) => new(
        failpoint is { } armed ? [store, systems.AbsoluteUri, armed.Name, armed.Hit.ToString(CultureInfo.InvariantCulture)] : [store, systems.AbsoluteUri]);

    /// <summary>Starts one, and as a service manager would, starts it again when its store was only busy.</summary>
    public static async Task<LifeProcess> StartPatientlyAsync(string store, Uri systems)
    {
        for (var attempt = 1; ; attempt++)
        {
            var life = Start(store, systems);
            if (await life.StartedAsync() || attempt == 3 || !life.Said.Contains("refused Transient", StringComparison.Ordinal))
            {
                return life;
            }

            await life.DisposeAsync();
        }
    }

    /// <summary>Waits until the host runs; false when it died on the way.</summary>
    public async Task<bool> StartedAsync()
    {
        await Task.WhenAny(_started.Task, _process.WaitForExitAsync()).WaitAsync(s_limit);
        return _started.Task.IsCompleted;
    }

    public async Task ArmAsync(string name, int hit)
    {
        await TellAsync($"arm {name} {hit.ToString(CultureInfo.InvariantCulture)}");
        await AnswerAsync("armed");
    }

    /// <summary>Lets it bring its work to the end; null when it died on the way.</summary>
    public Task<string?> FinishAsync() => AskAsync("finish", "finished", "stuck");

    /// <summary>Lets it bring back what failed by a replay plan, or go on with it; null when it died on the way.</summary>
    public Task<string?> PlanAsync(string planId) => AskAsync($"plan {planId}", "planned");

    private async Task<string?> AskAsync(string question, params string[] answers)
    {
        try
        {
            await TellAsync(question);
            return await AnswerAsync(answers);
        }
        catch (Exception exception) when (exception is IOException or ChannelClosedException)
        {
            return null;
        }
    }

    public Task<bool> ExitsWithinAsync(TimeSpan limit) => WaitAsync(_process.WaitForExitAsync(), limit);

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGKILL, unless it ended by itself.</summary>
    public Task EndAsync() => _process.HasExited ? Task.CompletedTask : KillAsync();

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    public void Terminate() => Signal(SigTerm);

    /// <summary>SIGSTOP: nothing in it runs any more.</summary>
    public void Freeze() => Signal(SigStop);

    /// <summary>SIGCONT.</summary>
    public void Thaw() => Signal(SigCont);

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int processId, int signal);

    private static async Task<bool> WaitAsync(Task task, TimeSpan limit)
    {
        await task.WaitAsync(limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return task.IsCompletedSuccessfully;
    }

    private void Signal(int signal) => SendSignal(_process.Id, signal).ShouldBe(0);

    private async Task TellAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    private async Task<string> AnswerAsync(params string[] words)
    {
        using var limit = new CancellationTokenSource(s_limit);
        while (true)
        {
            var line = await _lines.Reader.ReadAsync(limit.Token);
            if (words.Contains(line.Split(' ')[0]))
            {
                return line;
            }
        }
    }

    private void Hear(string? line)
    {
        Note(line);
        switch (line)
        {
            case null:
                _lines.Writer.TryComplete();
                break;
            case "started":
                _started.TrySetResult();
                break;
            case "progress":
                ToProgress = TimeProvider.System.GetElapsedTime(_startedAt);
                break;
            default:
                _lines.Writer.TryWrite(line);
                break;
        }
    }

    private void Note(string? line)
    {
        lock (_said)
        {
            if (line is not null && _said.Count < 100)
            {
                _said.Add(line);
            }
        }
    }
}
