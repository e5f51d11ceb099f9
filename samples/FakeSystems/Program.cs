using System.Runtime.InteropServices;
using Crossdock.Samples;
using Crossdock.TestKit.Fakes;

// Exit codes: 0 stopped by a signal, 1 could not start, 2 wrong options.
if (args is ["--help" or "-h"])
{
    Console.WriteLine(CommandLine.Usage);
    return 0;
}

try
{
    var options = CommandLine.Parse(args);
    var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    await using var systems = await FakeSystems.StartAsync(options);
    Console.WriteLine($"FakeSystems {systems.BaseAddress}");
    await stop.Task;
    return 0;

    void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        stop.TrySetResult();
    }
}
catch (CommandLineException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FakeJournalException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
