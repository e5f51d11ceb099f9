using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Crossdock.Benchmarks.Codec.Peers;
using Crossdock.Canonical;

namespace Crossdock.Benchmarks.Codec;

/// <summary>Is it valid? Against deserialising, which validates nothing.</summary>
[MemoryDiagnoser]
public class ValidateBenchmarks
{
    private byte[] _text = [];

    [ParamsAllValues]
    public OrderDocumentKind Document { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _text = Document.Text();
        CodecAgreement.OnValid(_text);
    }

    [Benchmark(Baseline = true, Description = "System.Text.Json source-generated deserialise")]
    public PeerOrder SourceGenerated() => PeerReaders.SourceGenerated(_text);

    [Benchmark(Description = "Crossdock validate")]
    public IReadOnlyList<SchemaProblem> Codec() => Order.Codec.Validate(_text);

    [Benchmark(Description = "NJsonSchema validate")]
    public int NJsonSchema() => PeerReaders.NJsonSchema(_text);

    [Benchmark(Description = "JsonDocument.Parse")]
    public void JsonDocumentParse() => JsonDocument.Parse(_text).Dispose();

    [Benchmark(Description = "Utf8JsonReader scan (limit)")]
    public int Scan() => PeerReaders.Scan(_text);
}
