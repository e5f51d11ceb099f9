using Crossdock.Cli;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await CrossdockCommand.RunAsync(args, Console.Out, Console.Error, stop.Token).ConfigureAwait(false);
