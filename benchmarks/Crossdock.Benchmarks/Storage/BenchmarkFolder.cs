namespace Crossdock.Benchmarks.Storage;

/// <summary>A folder that goes when the measurement is over.</summary>
internal sealed class BenchmarkFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crossdock-benchmark-");

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
