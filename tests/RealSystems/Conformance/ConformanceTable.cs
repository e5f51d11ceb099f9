using Crossdock.RealSystems.Conformance;
using Crossdock.TestKit.Conformance;

[assembly: AssemblyFixture(typeof(ConformanceTable))]

namespace Crossdock.RealSystems.Conformance;

/// <summary>
/// Prints, when the tests end, which system keeps which rule, and writes it to <c>matrix.md</c> beside the report. <c>CROSSDOCK_APPROVE=1</c> takes what
/// ran into docs/conformance/results and writes the page with the matrix.
/// </summary>
public sealed class ConformanceTable : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        var report = ConformanceReport.OfThisRun;
        if (report.Results.Count == 0)
        {
            return;
        }

        var matrix = report.ToMatrix();
        await File.WriteAllTextAsync(Path.Combine(report.Folder!, "matrix.md"), matrix);
        await Console.Out.WriteLineAsync("\n" + matrix);
        if (Environment.GetEnvironmentVariable("CROSSDOCK_APPROVE") == "1")
        {
            ConformancePage.Take(report.Results);
        }
    }
}
