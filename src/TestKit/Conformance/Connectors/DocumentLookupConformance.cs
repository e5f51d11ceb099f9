using Crossdock.Canonical;

namespace Crossdock.TestKit.Conformance;

/// <summary>What every lookup keeps: null means that the remote does not have it, and nothing else does.</summary>
/// <typeparam name="T">The canonical document.</typeparam>
public abstract class DocumentLookupConformance<T> : ConnectorConformance
    where T : class, ICanonicalDocument<T>
{
    /// <inheritdoc/>
    protected override string PortName => "lookup " + T.Codec.Name;

    /// <summary>Makes a document at the remote and returns its key.</summary>
    protected abstract Task<string> CreateAsync();

    /// <summary>A key the remote does not have. It should be a beginning of a key that exists.</summary>
    protected virtual string UnknownKey(string existing) => existing?[..^1] ?? "";

    /// <summary>CDT-LKP-001.</summary>
    [ConformanceRule("CDT-LKP-001", "A document is found by its key", Expected = "A change with that key and a document.", Others = "They look up by the number people use, which is what webhooks and references carry.")]
    public Task A_document_is_found() => CheckAsync(async () =>
    {
        var key = await CreateAsync();
        await CreateAsync();
        var found = await FindAsync(key);
        Require(found?.DocumentKey == key, $"found {found?.DocumentKey ?? "nothing"} for {key}");
        Require(found!.Document is not null, $"could not map {key}: {string.Join("; ", found.Problems)}");
    });

    /// <summary>CDT-LKP-002.</summary>
    [ConformanceRule("CDT-LKP-002", "An unknown key is null", Expected = "Null, also when the key is the beginning of another one, empty of meaning, or full of odd characters.",
        Others = "They compare the key of what came back, and escape what they put into an address.")]
    public Task An_unknown_key_is_null() => CheckAsync(async () =>
    {
        var key = await CreateAsync();
        foreach (var unknown in new[] { UnknownKey(key), key + "/../x", "no such 'document\" %&?#" })
        {
            var found = await FindAsync(unknown);
            Require(found is null, $"found {found?.DocumentKey} for '{unknown}'");
        }
    });

    /// <summary>CDT-LKP-003.</summary>
    [ConformanceRule("CDT-LKP-003", "A lookup that cannot ask does not say 'unknown'", Expected = "A ConnectorException.", Others = "They return null for the remote's own 'not found' only.")]
    public Task A_lookup_that_cannot_ask_throws() => CheckAsync(async () =>
    {
        var key = await CreateAsync();
        foreach (var kind in new[] { WireFaultKind.NoConnection, WireFaultKind.ErrorAfterwards, WireFaultKind.HtmlPage, WireFaultKind.Truncated, WireFaultKind.Refused })
        {
            var port = await ConnectAsync<IDocumentLookup<T>>();
            Wire.Fail(new WireFault(kind) { Times = 100, Status = kind == WireFaultKind.Refused ? 401 : 503 });
            var error = await RefusalOfAsync(() => port.FindAsync(key, Stop), $"when it got {kind}");
            Require(kind != WireFaultKind.Refused || error.Kind == ErrorKind.Auth, $"threw {error.Kind} on 401");
            Wire.Heal();
        }
    });

    private async Task<Change<T>?> FindAsync(string key) => await (await ConnectAsync<IDocumentLookup<T>>()).FindAsync(key, Stop);
}
