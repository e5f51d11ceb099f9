using Crossdock.Canonical;

namespace Crossdock.TestKit.Conformance;

/// <content>What is in a change.</content>
public abstract partial class ChangeSourceConformance<T>
{
    /// <summary>CDT-SRC-020.</summary>
    [ConformanceRule("CDT-SRC-020", "A document that cannot be mapped is a change with problems", Expected = "A change with key, problems (field, code, text) and no document; the others are read.",
        Others = "They map each record by itself, and collect problems as they go.")]
    public Task An_unmappable_document_is_told() => CheckAsync(async () =>
    {
        var start = await EndAsync();
        var before = await CreateAsync();
        var bad = Given(await CreateUnmappableAsync(), nameof(CreateUnmappableAsync));
        var after = await CreateAsync();
        var (changes, _) = await ReadAllAsync(start);
        RequireAll([before, bad, after], changes, "around a document that cannot be mapped");
        var change = changes.Last(change => change.DocumentKey == bad);
        Require(change.Document is null && change.Problems.Count > 0, $"mapped {bad}, which cannot be mapped, by a guess");
        Require(change.Problems.All(problem => problem.Pointer.Length > 0 && problem.Code.Length > 0 && problem.Message.Length > 0), "named no field, code or text");
    });

    /// <summary>CDT-SRC-021.</summary>
    [ConformanceRule("CDT-SRC-021", "An unknown code is kept", Expected = "A mapped document that holds the remote's own code, or a problem that names the field; never an exception, and never another code.",
        Others = "They use the open enums of the canonical model, which keep the raw value.")]
    public Task An_unknown_code_is_kept() => CheckAsync(async () =>
    {
        var start = await EndAsync();
        var (key, code) = Given(await CreateWithUnknownCodeAsync(), nameof(CreateWithUnknownCodeAsync));
        var after = await CreateAsync();
        var (changes, _) = await ReadAllAsync(start);
        RequireAll([key, after], changes, "around an unknown code");
        var change = changes.Last(change => change.DocumentKey == key);
        Require(change.Document is not null || change.Problems.Any(problem => problem.Pointer.Length > 0), "gave neither a document nor a problem with its field");
        Require(change.Document is null || System.Text.Encoding.UTF8.GetString(T.Codec.ToUtf8Bytes(change.Document)).Contains(code, StringComparison.Ordinal),
            $"put something else in the place of '{code}', which is nowhere in the document");
    });

    /// <summary>CDT-SRC-022.</summary>
    [ConformanceRule("CDT-SRC-022", "Amounts and quantities are read to the last digit", Expected = "What the remote's books hold.",
        Others = "They read the remote's exact form (minor units, decimal strings) and never a floating point number.")]
    public Task Values_are_read_to_the_last_digit() => CheckAsync(async () =>
    {
        var start = await EndAsync();
        var key = await CreateAsync();
        var document = (await ReadAllAsync(start)).Changes.LastOrDefault(change => change.DocumentKey == key)?.Document;
        Require(document is not null, $"gave no document for {key}");
        var values = Given(await ReadValuesAsync(key, document!), nameof(ReadValuesAsync));
        Require(values.Count > 0, "had no value to compare");
        RequireEqual(values, "");
    });

    /// <summary>CDT-SRC-023.</summary>
    [ConformanceRule("CDT-SRC-023", "A mapped document is a valid document", Expected = "It can be written and read again by its codec without a problem or a difference.",
        Others = "They run CanonicalRules on every captured document in their tests.")]
    public Task A_mapped_document_is_valid() => CheckAsync(async () =>
    {
        var start = await EndAsync();
        var key = await CreateAsync();
        var document = (await ReadAllAsync(start)).Changes.LastOrDefault(change => change.DocumentKey == key)?.Document;
        Require(document is not null, $"gave no document for {key}");
        var bytes = T.Codec.ToUtf8Bytes(document!);
        var problems = T.Codec.Validate(bytes);
        Require(problems.Count == 0, $"gave a document that breaks its schema: {string.Join("; ", problems)}");
        Require(T.Codec.TryParse(bytes, out var again) && T.Codec.Fingerprint(again) == T.Codec.Fingerprint(document!), "gave a document that changes when it is stored");
    });

    /// <summary>CDT-SRC-024.</summary>
    [ConformanceRule("CDT-SRC-024", "A document read twice is the same document", Expected = "The same fingerprint: no time of reading, no random id, no order of a set.",
        Others = "They sort what the remote gives unordered, and leave out what only the reading made.")]
    public Task A_document_read_twice_is_the_same() => CheckAsync(async () =>
    {
        var start = await EndAsync();
        var key = await CreateAsync();
        var first = (await ReadAllAsync(start)).Changes.LastOrDefault(change => change.DocumentKey == key);
        await WaitAsync(TimeSpan.FromMilliseconds(20));
        var second = (await ReadAllAsync(start)).Changes.LastOrDefault(change => change.DocumentKey == key);
        Require(first?.Document is not null && second?.Document is not null, $"gave no document for {key}");
        Require(T.Codec.Fingerprint(first!.Document!) == T.Codec.Fingerprint(second!.Document!), "gave another document at the second reading, although nothing had changed");
        Require(first.SourceVersion == second.SourceVersion, "gave another version at the second reading, although nothing had changed");
    });

    /// <summary>CDT-SRC-025.</summary>
    [ConformanceRule("CDT-SRC-025", "Our own write comes back as we wrote it", Expected = "The same content, so that the echo guard knows it and drops it.",
        Others = "They map both ways with one table, and test the round trip.")]
    public Task An_echo_is_the_same_document() => CheckAsync(async () =>
    {
        var start = await EndAsync();
        var key = await CreateAsync();
        var written = Given(await WriteThroughConnectorAsync(key), nameof(WriteThroughConnectorAsync));
        var back = (await ReadAllAsync(start)).Changes.LastOrDefault(change => change.DocumentKey == key)?.Document;
        Require(back is not null && T.Codec.Fingerprint(back) == T.Codec.Fingerprint(written), "read another content than it wrote, so that the echo would go round in a circle");
    });
}
