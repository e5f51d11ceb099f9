using System.Globalization;

namespace Crossdock.OrderToCash;

/// <summary>Plain lines, for a log or a pipe: one at most every two seconds, and only when something moved.</summary>
internal sealed class LinesDisplay(TextWriter output, TimeProvider time) : IProgressDisplay
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    public async Task ShowAsync(Func<Action<RunProgress>, Task> workAsync)
    {
        var written = "";
        var writtenAt = (long?)null;
        await workAsync(progress =>
        {
            var line = string.Join(", ", progress.Counts.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Stage.ToLowerInvariant()} {entry.Count}/{progress.Expected}")));
            if (line == written || (writtenAt is { } at && time.GetElapsedTime(at) < s_pause))
            {
                return;
            }

            (written, writtenAt) = (line, time.GetTimestamp());
            output.WriteLine(line);
        });
    }
}
