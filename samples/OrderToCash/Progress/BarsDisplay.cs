using Spectre.Console;

namespace Crossdock.OrderToCash;

/// <summary>Progress bars, for a person at a terminal.</summary>
internal sealed class BarsDisplay(IAnsiConsole console) : IProgressDisplay
{
    public Task ShowAsync(Func<Action<RunProgress>, Task> workAsync) => console.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new CountColumn(), new ElapsedTimeColumn())
        .StartAsync(async context =>
        {
            var bars = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
            await workAsync(progress => Update(context, bars, progress));
        });

    private static void Update(ProgressContext context, Dictionary<string, ProgressTask> bars, RunProgress progress)
    {
        foreach (var (stage, count) in progress.Counts)
        {
            if (!bars.TryGetValue(stage, out var bar))
            {
                bars[stage] = bar = context.AddTask(stage, maxValue: Math.Max(1, progress.Expected));
            }

            bar.Value = count;
        }
    }

    private sealed class CountColumn : ProgressColumn
    {
        public override Spectre.Console.Rendering.IRenderable Render(Spectre.Console.Rendering.RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text($"{task.Value:N0}/{task.MaxValue:N0}");
    }
}
