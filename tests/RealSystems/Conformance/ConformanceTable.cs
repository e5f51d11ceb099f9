using Crossdock.RealSystems.Conformance;
using Crossdock.TestKit.Conformance;

[assembly: AssemblyFixture(typeof(ConformanceTable))]

namespace Crossdock.RealSystems.Conformance;

/// <summary>Prints, when the tests end, which system keeps which rule.</summary>
public sealed class ConformanceTable : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        var report = ConformanceReport.OfThisRun;
        if (report.Results.Count > 0)
        {
            await Console.Out.WriteLineAsync("\n" + report.ToMatrix());
        }
    }
}
