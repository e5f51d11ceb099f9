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
        var report = await new OrderToCashRun(plan, display, TimeProvider.System).RunAsync(cancellationToken);
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
    catch (Exception exception) when (exception is StoreException or HttpRequestException or IOException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync($"{exception.Message} Put that right, then continue with --store {plan?.Target.Name} --resume");
        return ExitCode.NotBalanced;
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        await Console.Error.WriteLineAsync($"Stopped. Continue with --store {plan?.Target.Name} --resume");
        return ExitCode.Interrupted;
    }
});
