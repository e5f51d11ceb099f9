using System.CommandLine;
using Crossdock.Cli.Commands;
using Crossdock.Storage;
using Microsoft.Extensions.Options;

namespace Crossdock.Cli;

/// <summary>The command <c>crossdock</c>.</summary>
public static class CrossdockCommand
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where errors go.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(error);
        var store = new StoreOptions();
        var root = new RootCommand("Dead letters, replay plans and the audit chain of a Crossdock store.");
        store.AddTo(root);
        root.Subcommands.Add(new DeadLetterCommands(store, output).Create());
        root.Subcommands.Add(new ReplayCommands(store, output).Create());
        root.Subcommands.Add(new AuditCommands(store, output).Create());
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
            {
                await error.WriteLineAsync(problem.Message).ConfigureAwait(false);
            }

            return ExitCode.CannotWork;
        }

        try
        {
            var settings = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
            return await parsed.InvokeAsync(settings, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("Stopped. The same command goes on.").ConfigureAwait(false);
            return ExitCode.Stopped;
        }
        catch (Exception failure) when (failure is StoreException or OptionsValidationException or UsageException or ArgumentException or IOException)
        {
            await error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            return ExitCode.CannotWork;
        }
    }
}
