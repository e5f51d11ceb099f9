using Crossdock.Canonical;

namespace Crossdock.TestKit.Conformance;

/// <summary>What every change source keeps: no change is lost, whatever happens between pages. Derive one class per document and connector.</summary>
/// <typeparam name="T">The canonical document.</typeparam>
public abstract partial class ChangeSourceConformance<T> : ConnectorConformance
    where T : class, ICanonicalDocument<T>
{
    /// <inheritdoc/>
    protected override string PortName => "source " + T.Codec.Name;

    /// <summary>The source as declared.</summary>
    protected SourceManifest Source => Manifest.Sources.FirstOrDefault(source => source.DocumentType == T.Codec.Name)
        ?? throw Broken($"does not declare the source {T.Codec.Name} in its manifest");

    /// <summary>Changes per page that the rules ask for.</summary>
    protected virtual int PageSize => 2;

    /// <summary>Makes a new document at the remote, past the connector, and returns its key.</summary>
    protected abstract Task<string> CreateAsync();

    /// <summary>Changes a document that is there, so that it moves to the end of the feed; false when the remote's documents never change.</summary>
    protected virtual Task<bool> ChangeAsync(string documentKey) => Task.FromResult(false);

    /// <summary>Makes documents that share one time-stamp, as far as the remote can.</summary>
    protected virtual async Task<IReadOnlyList<string>> CreateTogetherAsync(int count)
    {
        var keys = new List<string>();
        for (var i = 0; i < count; i++)
        {
            keys.Add(await CreateAsync());
        }

        return keys;
    }

    /// <summary>Makes a document that shows up behind the cursor, as late as the manifest declares at most, and returns its key.</summary>
    protected virtual Task<string?> CreateLateAsync() => Task.FromResult<string?>(null);

    /// <summary>Makes a document the connector cannot map (an unknown unit, no number) and returns its key.</summary>
    protected virtual Task<string?> CreateUnmappableAsync() => Task.FromResult<string?>(null);

    /// <summary>Makes a document with a code the connector's version does not know (a state, a carrier).</summary>
    protected virtual Task<UnknownCode?> CreateWithUnknownCodeAsync() => Task.FromResult<UnknownCode?>(null);

    /// <summary>The remote's amounts and quantities beside those of the mapped document.</summary>
    protected virtual Task<IReadOnlyList<StoredValue>?> ReadValuesAsync(string documentKey, T document) => Task.FromResult<IReadOnlyList<StoredValue>?>(null);

    /// <summary>Writes a document to the remote through the connector's own effect, and returns it as it should come back.</summary>
    protected virtual Task<T?> WriteThroughConnectorAsync(string documentKey) => Task.FromResult<T?>(null);

    /// <summary>Reads to the end with a new connector for each page, as if the process died after each.</summary>
    protected async Task<(List<Change<T>> Changes, Checkpoint End)> ReadAllAsync(Checkpoint from, Func<int, Task>? betweenPages = null, ConnectionSetup? setup = null)
    {
        var changes = new List<Change<T>>();
        for (var page = 0; page < 2000; page++)
        {
            var source = await ConnectAsync<IChangeSource<T>>(setup);
            var read = await source.ReadChangesAsync(new ChangeQuery(from, PageSize), Stop);
            Require(read.Changes.Count <= PageSize, $"gave {read.Changes.Count} changes in a page of {PageSize}");
            changes.AddRange(read.Changes);
            from = new Checkpoint(read.Next.Cursor);
            if (!read.HasMore)
            {
                return (changes, from);
            }

            if (betweenPages is not null)
            {
                await betweenPages(page);
            }
        }

        throw Broken("said HasMore on 2,000 pages; it reads in a circle");
    }

    private async Task<Checkpoint> EndAsync() => (await ReadAllAsync(Checkpoint.Start)).End;

    private void RequireAll(IEnumerable<string> keys, IEnumerable<Change<T>> changes, string when)
    {
        var seen = changes.Select(change => change.DocumentKey).ToHashSet(StringComparer.Ordinal);
        var lost = keys.Where(key => !seen.Contains(key)).ToList();
        Require(lost.Count == 0, $"never gave {string.Join(", ", lost)} {when}");
    }

    private async Task FailingReadAsync(WireFault fault, Func<ConnectorError, bool> isRight, string wanted)
    {
        var start = await EndAsync();
        var key = await CreateAsync();
        var source = await ConnectAsync<IChangeSource<T>>();
        Wire.Fail(fault with { Times = 100 });
        var error = await RefusalOfAsync(() => source.ReadChangesAsync(new ChangeQuery(start, PageSize), Stop), $"when its read got {fault.Kind} {fault.Status}");
        Require(Wire.Injected > 0, "sent nothing over the wire, so that nothing was tested: connect over ConnectionSetup.Wire");
        Wire.Heal();
        Require(isRight(error), $"threw {error.Kind} with RetryAfter {error.RetryAfter?.ToString() ?? "null"} where {wanted} is right");
        RequireAll([key], (await ReadAllAsync(start)).Changes, "after a failed read");
    }
}
