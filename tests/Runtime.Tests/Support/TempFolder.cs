namespace Crossdock.Runtime.Tests.Support;

/// <summary>A folder of one test's own.</summary>
public sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crossdock-runtime-");

    public string Store => Path.Combine(_folder.FullName, "store.db");

    public void Dispose() => _folder.Delete(recursive: true);
}
