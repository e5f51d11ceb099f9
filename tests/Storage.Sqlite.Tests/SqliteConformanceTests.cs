using Crossdock.TestKit.Conformance;

namespace Crossdock.Storage.Sqlite.Tests;

/// <summary>The SQLite store keeps the contract of stores.</summary>
public sealed class SqliteConformanceTests : StoreConformance
{
    private readonly StoreFolder _folder = new();

    protected override Task<ICrossdockStore> OpenAsync() => _folder.OpenAsync();

    protected override ValueTask CleanUpAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
