using Crossdock.Faults.Rows;

namespace Crossdock.Faults.Soak;

/// <summary>A short soak; the long one is the verb <c>soak</c>.</summary>
[Collection<OneAtATime>]
public sealed class SoakTests(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public async Task Thousands_of_events_balance_to_the_minor_unit_while_a_fifth_of_all_calls_fails()
    {
        var folder = Directory.CreateTempSubdirectory("crossdock-soak-");
        try
        {
            var text = new StringWriter();
            var problems = await new SoakRun(new SoakPlan(4000, 1, 0.2, Path.Combine(folder.FullName, "store.db")), text).RunAsync();
            output.WriteLine(text.ToString());
            problems.ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
