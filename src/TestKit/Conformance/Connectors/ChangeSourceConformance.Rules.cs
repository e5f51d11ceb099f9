using Crossdock.Canonical;

namespace Crossdock.TestKit.Conformance;

/// <content>Pages and cursors.</content>
public abstract partial class ChangeSourceConformance<T>
{
    /// <summary>CDT-SRC-001.</summary>
    [ConformanceRule("CDT-SRC-001", "A new document is a change", Expected = "A change with the document's key and a mapped document.",
        Others = "They read with the remote's default fields once, and compare with what people see there.")]
    public Task A_new_document_is_a_change() => CheckAsync(async () =>
    {
        var start = await EndAsync();
        var key = await CreateAsync();
        var change = (await ReadAllAsync(start)).Changes.LastOrDefault(change => change.DocumentKey == key);
        Require(change is not null, $"never gave {key}");
        Require(change!.Document is not null && change.Problems.Count == 0, $"could not map {key}: {string.Join("; ", change.Problems)}");
    });

    /// <summary>CDT-SRC-002.</summary>
    [ConformanceRule("CDT-SRC-002", "Pages leave nothing out", Expected = "Every document made, over all pages.",
        Others = "They page by (time, id) and not by offset, or overlap pages and let the inbox drop duplicates.")]
    public Task Pages_leave_nothing_out() => CheckAsync(async () =>
    {
        var start = await EndAsync();
        var keys = new List<string>();
        for (var i = 0; i < (PageSize * 2) + 1; i++)
        {
            keys.Add(await CreateAsync());
        }

        RequireAll(keys, (await ReadAllAsync(start)).Changes, "over several pages");
    });

    /// <summary>CDT-SRC-003.</summary>
    [ConformanceRule("CDT-SRC-003", "Documents that move between pages push none out", Expected = "Every document, although a read one changed and moved to the end of the feed between two pages.",
        Others = "They never page by offset over a set that is sorted by change time.")]
    public Task Drift_pushes_none_out() => CheckAsync(async () =>
    {
        var start = await EndAsync();
        var keys = new List<string>();
        for (var i = 0; i < (PageSize * 2) + 1; i++)
        {
            keys.Add(await CreateAsync());
        }

        var moved = true;
        var (changes, _) = await ReadAllAsync(start, async page => moved &= page > 0 || await ChangeAsync(keys[0]));
        if (!moved)
        {
            NotRelevant("documents of this remote never change");
        }

        RequireAll(keys, changes, "when a document moved between two pages");
    });

    /// <summary>CDT-SRC-004.</summary>
    [ConformanceRule("CDT-SRC-004", "Documents with one time-stamp are all read", Expected = "Every document, although the page ends inside a time-stamp.",
        Others = "They ask for >= and carry the last id in the checkpoint, or read the last time-stamp again.")]
    public Task Equal_time_stamps_are_all_read() => CheckAsync(async () =>
    {
        var start = await EndAsync();
        var keys = await CreateTogetherAsync((PageSize * 2) + 1);
        RequireAll(keys, (await ReadAllAsync(start)).Changes, "when they shared a time-stamp");
    });

    /// <summary>CDT-SRC-005.</summary>
    [ConformanceRule("CDT-SRC-005", "A late change is found inside the declared lateness", Expected = "The change, although the checkpoint had passed its time-stamp.",
        Others = "They read again as far back as DeclaredLateness on every poll.")]
    public Task A_late_change_is_found() => CheckAsync(async () =>
    {
        if (Source.Cursor == CursorReliability.Complete)
        {
            NotRelevant("the manifest declares that no change comes late");
        }

        await CreateAsync();
        var start = await EndAsync();
        var key = Given(await CreateLateAsync(), nameof(CreateLateAsync));
        RequireAll([key], (await ReadAllAsync(start)).Changes, "when it came late");
    });

    /// <summary>CDT-SRC-006.</summary>
    [ConformanceRule("CDT-SRC-006", "A checkpoint never goes back and never runs ahead", Expected = "What comes after an empty read is found from its checkpoint.",
        Others = "They take the checkpoint from what was read, never from a clock.")]
    public Task An_empty_read_keeps_its_place() => CheckAsync(async () =>
    {
        await CreateAsync();
        var end = await EndAsync();
        var (_, again) = await ReadAllAsync(end);
        var key = await CreateAsync();
        RequireAll([key], (await ReadAllAsync(again)).Changes, "after an empty read");
    });

    /// <summary>CDT-SRC-007.</summary>
    [ConformanceRule("CDT-SRC-007", "The same checkpoint gives the same changes", Expected = "All of them again: a page that was read and not committed is read again.",
        Others = "They keep no cursor in the connector; the checkpoint is all there is.")]
    public Task The_same_checkpoint_gives_the_same_changes() => CheckAsync(async () =>
    {
        var start = await EndAsync();
        var keys = new[] { await CreateAsync(), await CreateAsync(), await CreateAsync() };
        var source = await ConnectAsync<IChangeSource<T>>();
        var first = await source.ReadChangesAsync(new ChangeQuery(start, PageSize), Stop);
        var second = await source.ReadChangesAsync(new ChangeQuery(start, PageSize), Stop);
        RequireAll(first.Changes.Select(change => change.DocumentKey), second.Changes, "when the page was asked for again");
        RequireAll(keys, (await ReadAllAsync(start)).Changes, "after a page was read twice");
    });

    /// <summary>CDT-SRC-008.</summary>
    [ConformanceRule("CDT-SRC-008", "A change of a read document comes again", Expected = "The document once more, with a SourceVersion that is not lower.",
        Others = "They take a revision, a sequence or a change time; never the id.")]
    public Task A_change_comes_again() => CheckAsync(async () =>
    {
        var start = await EndAsync();
        var key = await CreateAsync();
        var (first, middle) = await ReadAllAsync(start);
        if (!await ChangeAsync(key))
        {
            NotRelevant("documents of this remote never change");
        }

        var (later, _) = await ReadAllAsync(middle);
        RequireAll([key], later, "after it changed");
        var versions = first.Concat(later).Where(change => change.DocumentKey == key).Select(change => change.SourceVersion).ToList();
        Require(versions.All(version => version is null) || versions.Zip(versions.Skip(1)).All(pair => pair.First <= pair.Second), $"gave versions {string.Join(", ", versions)}, which go down");
        Require(versions.All(version => version is null) || versions[^1] > versions[0], $"gave version {versions[^1]} to a document that has changed since version {versions[0]}");
    });

    /// <summary>CDT-SRC-009.</summary>
    [ConformanceRule("CDT-SRC-009", "A wrong clock on our side loses nothing", Expected = "The change, with our clock ten minutes ahead, and ten minutes behind.",
        Others = "They use the remote's time-stamps only.")]
    public Task A_wrong_clock_loses_nothing() => CheckAsync(async () =>
    {
        foreach (var skew in new[] { TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(-10) })
        {
            var setup = new ConnectionSetup(Wire) { ClockSkew = skew };
            var start = (await ReadAllAsync(Checkpoint.Start, setup: setup)).End;
            start = (await ReadAllAsync(start, setup: setup)).End;
            var key = await CreateAsync();
            RequireAll([key], (await ReadAllAsync(start, setup: setup)).Changes, $"with a clock that is off by {skew}");
        }
    });

    /// <summary>CDT-SRC-010.</summary>
    [ConformanceRule("CDT-SRC-010", "Reading changes nothing at the remote", Expected = "No request that may change something.",
        Others = "They mark nothing as exported; the checkpoint is ours.")]
    public Task Reading_changes_nothing() => CheckAsync(async () =>
    {
        await CreateAsync();
        await ReadAllAsync(Checkpoint.Start);
        var write = Wire.Exchanges.FirstOrDefault(exchange => exchange.IsWrite);
        Require(write is null, $"sent {write?.Method} {write?.Address}");
    });

    /// <summary>CDT-SRC-011.</summary>
    [ConformanceRule("CDT-SRC-011", "A source that cannot ask does not say 'nothing new'", Expected = "A Transient ConnectorException, and the change at the next read.",
        Others = "They throw, so that the checkpoint stays.")]
    public Task A_failing_read_throws() => CheckAsync(async () =>
    {
        await FailingReadAsync(new WireFault(WireFaultKind.NoConnection), error => error.Kind == ErrorKind.Transient, "Transient");
        await FailingReadAsync(new WireFault(WireFaultKind.ErrorAfterwards) { Status = 502 }, error => error.Kind == ErrorKind.Transient, "Transient");
        await FailingReadAsync(new WireFault(WireFaultKind.TimedOut), error => error.Kind == ErrorKind.Transient, "Transient");
    });

    /// <summary>CDT-SRC-012.</summary>
    [ConformanceRule("CDT-SRC-012", "A page that cannot be read is not an empty page", Expected = "A ConnectorException for HTML and for half an answer.",
        Others = "They demand the property that holds the rows.")]
    public Task An_unreadable_page_throws() => CheckAsync(async () =>
    {
        await FailingReadAsync(new WireFault(WireFaultKind.HtmlPage), _ => true, "an error");
        await FailingReadAsync(new WireFault(WireFaultKind.Truncated), _ => true, "an error");
    });

    /// <summary>CDT-SRC-013.</summary>
    [ConformanceRule("CDT-SRC-013", "A throttled read says how long to wait", Expected = "Throttled with the RetryAfter the remote asked for (7 s).",
        Others = "They hand Retry-After on and do not wait in the connector.")]
    public Task A_throttled_read_says_how_long() => CheckAsync(() => FailingReadAsync(
        new WireFault(WireFaultKind.Refused) { Status = 429, RetryAfter = "7" },
        error => error.Kind == ErrorKind.Throttled && error.RetryAfter == TimeSpan.FromSeconds(7),
        "Throttled with RetryAfter 7 s"));

    /// <summary>CDT-SRC-014.</summary>
    [ConformanceRule("CDT-SRC-014", "An expired credential is an Auth error of the read", Expected = "Auth.",
        Others = "They map 401 and 403 to Auth, also where the remote says it inside 200.")]
    public Task An_expired_credential_is_an_auth_error() => CheckAsync(() => FailingReadAsync(
        new WireFault(WireFaultKind.Refused) { Status = 401 }, error => error.Kind == ErrorKind.Auth, "Auth"));
}
