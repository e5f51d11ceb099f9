using Microsoft.Extensions.Options;

namespace Crossdock.Runtime;

/// <summary>Checks each option by itself and against the others; every text names the configuration path.</summary>
internal sealed class CrossdockOptionsValidator : IValidateOptions<CrossdockOptions>
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(31);
    private static readonly TimeSpan s_longestRetention = TimeSpan.FromDays(36_500);

    public ValidateOptionsResult Validate(string? name, CrossdockOptions options)
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Tenant) || options.Tenant.Length > 64)
        {
            problems.Add("Crossdock:Tenant must be 1 to 64 characters that are not blank.");
        }

        Count(problems, "WorkersPerConnection", options.WorkersPerConnection, 1024);
        Count(problems, "ClaimBatch", options.ClaimBatch, 1000);
        Count(problems, "PageSize", options.PageSize, 1000);
        Count(problems, "MaxDocumentBytes", options.MaxDocumentBytes, 256 * 1024 * 1024, least: 1024);
        Count(problems, "Retry:MaxAttempts", options.Retry.MaxAttempts, 1000);
        Count(problems, "Replay:MaxItems", options.Replay.MaxItems, 100_000);
        Count(problems, "Replay:ItemsPerStep", options.Replay.ItemsPerStep, 1000);
        Span(problems, "Replay:Pause", options.Replay.Pause, zeroAllowed: true);
        Span(problems, "Audit:AnchorEvery", options.Audit.AnchorEvery);
        Span(problems, "Lease", options.Lease);
        Span(problems, "RemoteTimeout", options.RemoteTimeout);
        Span(problems, "PollInterval", options.PollInterval);
        Span(problems, "PrerequisiteTimeout", options.PrerequisiteTimeout);
        Span(problems, "IdleInterval", options.IdleInterval);
        Span(problems, "Retry:BaseDelay", options.Retry.BaseDelay);
        Span(problems, "Retry:MaxDelay", options.Retry.MaxDelay);
        Span(problems, "Retry:MaxRetryAfter", options.Retry.MaxRetryAfter);
        Span(problems, "Circuit:FirstBreak", options.Circuit.FirstBreak);
        Span(problems, "Circuit:MaxBreak", options.Circuit.MaxBreak);
        Span(problems, "InDoubtGrace", options.InDoubtGrace, zeroAllowed: true);
        Span(problems, "ShutdownTimeout", options.ShutdownTimeout, zeroAllowed: true);
        Retention(problems, "InputRetention", options.InputRetention);
        Retention(problems, "KpiRetention", options.KpiRetention);
        Retention(problems, "ReplayHorizon", options.ReplayHorizon);
        Together(problems, options);
        Circuit(problems, options.Circuit);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void Together(List<string> problems, CrossdockOptions options)
    {
        if (options.Lease <= options.RemoteTimeout)
        {
            problems.Add(
                $"Crossdock:Lease ({options.Lease:c}) must be longer than Crossdock:RemoteTimeout ({options.RemoteTimeout:c}), " +
                "or another worker could send while a call is still under way.");
        }

        if (options.InputRetention <= options.ReplayHorizon)
        {
            problems.Add(
                $"Crossdock:InputRetention ({options.InputRetention:c}) must be longer than Crossdock:ReplayHorizon ({options.ReplayHorizon:c}), " +
                "or an input could come again after it was forgotten.");
        }

        if (options.Retry.MaxDelay < options.Retry.BaseDelay)
        {
            problems.Add(
                $"Crossdock:Retry:MaxDelay ({options.Retry.MaxDelay:c}) must not be shorter than Crossdock:Retry:BaseDelay ({options.Retry.BaseDelay:c}).");
        }
    }

    private static void Circuit(List<string> problems, CircuitOptions options)
    {
        if (options.Failures is < 0 or > 1000)
        {
            problems.Add($"Crossdock:Circuit:Failures is {options.Failures}; it must be 0 to 1000.");
        }

        if (options.MaxBreak < options.FirstBreak)
        {
            problems.Add($"Crossdock:Circuit:MaxBreak ({options.MaxBreak:c}) must not be shorter than Crossdock:Circuit:FirstBreak ({options.FirstBreak:c}).");
        }
    }

    private static void Count(List<string> problems, string path, int value, int most, int least = 1)
    {
        if (value < least || value > most)
        {
            problems.Add($"Crossdock:{path} is {value}; it must be {least} to {most}.");
        }
    }

    private static void Retention(List<string> problems, string path, TimeSpan? value)
    {
        if (value <= TimeSpan.Zero || value > s_longestRetention)
        {
            problems.Add($"Crossdock:{path} is {value:c}; it must be more than zero and at most 100 years.");
        }
    }

    private static void Span(List<string> problems, string path, TimeSpan value, bool zeroAllowed = false)
    {
        if (value < TimeSpan.Zero || (value == TimeSpan.Zero && !zeroAllowed) || value > s_longest)
        {
            problems.Add($"Crossdock:{path} is {value:c}; it must be {(zeroAllowed ? "zero or more" : "more than zero")} and at most 31 days.");
        }
    }
}
