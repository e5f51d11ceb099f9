using Crossdock.Canonical;

namespace Crossdock.TestKit.Conformance;

/// <summary>What every snapshot source keeps, so that reconciliation never takes a broken read for a difference.</summary>
/// <typeparam name="T">The canonical document.</typeparam>
public abstract class SnapshotConformance<T> : ConnectorConformance
    where T : class, ICanonicalDocument<T>
{
    /// <inheritdoc/>
    protected override string PortName => "snapshot " + T.Codec.Name;

    /// <summary>Makes a document at the remote and returns its key.</summary>
    protected abstract Task<string> CreateAsync();

    /// <summary>Documents needed for a snapshot of more than one page at this connector.</summary>
    protected virtual int MoreThanAPage => 5;

    /// <summary>The remote's amounts and quantities beside those of the mapped document.</summary>
    protected virtual Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, T document) => Task.FromResult<IReadOnlyList<StoredValue>?>(null);

    /// <summary>CDT-SNP-001.</summary>
    [ConformanceRule("CDT-SNP-001", "A snapshot holds every document once, in key order", Expected = "All keys, ordinal order, none twice.", Others = "They let the remote sort, and check the order as they stream.")]
    public Task A_snapshot_holds_every_document() => CheckAsync(async () =>
    {
        var keys = await CreateSomeAsync();
        var read = await ReadAsync();
        Require(keys.All(read.Contains), $"left out {string.Join(", ", keys.Except(read))}");
        Require(read.Distinct(StringComparer.Ordinal).Count() == read.Count, "gave a key twice");
        Require(read.SequenceEqual(read.Order(StringComparer.Ordinal)), "did not keep the ordinal order of keys");
    });

    /// <summary>CDT-SNP-002.</summary>
    [ConformanceRule("CDT-SNP-002", "A snapshot that breaks off throws", Expected = "A ConnectorException, also when the second page fails; never a shorter snapshot.", Others = "They compare the count with the remote's total.")]
    public Task A_broken_snapshot_throws() => CheckAsync(async () =>
    {
        await CreateSomeAsync();
        await ReadAsync();
        var pages = Wire.Exchanges.Count;
        foreach (var kind in new[] { WireFaultKind.NoConnection, WireFaultKind.HtmlPage, WireFaultKind.Refused })
        {
            Wire.Fail(new WireFault(kind) { After = pages - 1, Times = 100, Status = 401 });
            await RefusalOfAsync(ReadAsync, $"when its last page got {kind}");
            Wire.Heal();
        }
    });

    /// <summary>CDT-SNP-003.</summary>
    [ConformanceRule("CDT-SNP-003", "A snapshot tells what the remote's books hold", Expected = "Amounts and quantities to the last digit, or the differences that reconciliation finds are the connector's own.",
        Others = "They map snapshots and changes with the same code.")]
    public Task A_snapshot_tells_what_the_books_hold() => CheckAsync(async () =>
    {
        foreach (var key in await CreateSomeAsync())
        {
            T? document = null;
            await foreach (var change in (await ConnectAsync<ISnapshotSource<T>>()).ReadSnapshotAsync(Stop))
            {
                document = change.DocumentKey == key ? change.Document : document;
            }

            Require(document is not null, $"gave no document for {key}");
            var values = Given(await ReadValuesAsync(key, document!), nameof(ReadValuesAsync));
            Require(values.Count > 0, "had no value to compare");
            RequireEqual(values, $"of {key}");
        }
    });

    private async Task<List<string>> CreateSomeAsync()
    {
        var keys = new List<string>();
        for (var i = 0; i < MoreThanAPage; i++)
        {
            keys.Add(await CreateAsync());
        }

        return keys;
    }

    private async Task<List<string>> ReadAsync()
    {
        var keys = new List<string>();
        await foreach (var change in (await ConnectAsync<ISnapshotSource<T>>()).ReadSnapshotAsync(Stop))
        {
            keys.Add(change.DocumentKey);
        }

        return keys;
    }
}
