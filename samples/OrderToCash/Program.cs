using Crossdock.OrderToCash;
using Crossdock.Storage;
using Spectre.Console;

return await new RunCommand().InvokeAsync(args, Console.Error, async (options, cancellationToken) =>
{
    RunPlan? plan = null;
    try
    {
        plan = RunPlan.Prepare(options);
        Console.WriteLine($"Store: {plan.Target.Name}");
        if (Console.IsOutputRedirected)
        {
            // A log has no width; the default of 80 would break the table.
            AnsiConsole.Profile.Width = 120;
        }

        IProgressDisplay display = Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive
            ? new LinesDisplay(Console.Out, TimeProvider.System)
            : new BarsDisplay(AnsiConsole.Console);
        var report = plan.Record.Pair is not null
            ? await RealPairRun.RunAsync(plan, display, TimeProvider.System, cancellationToken)
            : await new OrderToCashRun(plan, display, TimeProvider.System).RunAsync(cancellationToken);
        ReportTable.Write(AnsiConsole.Console, report);
        if (plan.Json is not null)
        {
            await RunReportJson.WriteAsync(report, plan.Json, cancellationToken);
        }

        return report.ExitCode;
    }
    catch (CannotRunException exception)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return ExitCode.CannotRun;
    }
    catch (Exception exception) when (plan?.Record.Pair is not null && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
    {
        await Console.Error.WriteLineAsync($"{exception.Message} The systems of this run ended with it: put that right and start another one.");
        return ExitCode.NotBalanced;
    }
    catch (Exception exception) when (exception is StoreException or HttpRequestException or IOException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync($"{exception.Message} Put that right, then continue with --store {plan?.Target.Name} --resume");
        return ExitCode.NotBalanced;
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        await Console.Error.WriteLineAsync(plan?.Record.Pair is not null ? "Stopped, and the systems of the run with it." : $"Stopped. Continue with --store {plan?.Target.Name} --resume");
        return ExitCode.Interrupted;
    }
});
