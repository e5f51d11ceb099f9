using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Crossdock.Benchmarks.Codec.Peers;
using Crossdock.Canonical;

namespace Crossdock.Benchmarks.Codec;

/// <summary>Is it valid? Against deserialising, which validates nothing.</summary>
[MemoryDiagnoser]
public class ValidateBenchmarks : ValidDocumentBenchmarks
{
    [Benchmark(Baseline = true, Description = "System.Text.Json source-generated deserialise")]
    public PeerOrder SourceGenerated() => PeerReaders.SourceGenerated(Text);

    [Benchmark(Description = "Crossdock validate")]
    public IReadOnlyList<SchemaProblem> Codec() => Order.Codec.Validate(Text);

    [Benchmark(Description = "NJsonSchema validate")]
    public int NJsonSchema() => PeerReaders.NJsonSchema(Text);

    [Benchmark(Description = "JsonDocument.Parse")]
    public void JsonDocumentParse() => JsonDocument.Parse(Text).Dispose();

    [Benchmark(Description = "Utf8JsonReader scan (limit)")]
    public int Scan() => PeerReaders.Scan(Text);
}
