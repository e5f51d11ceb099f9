using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Crossdock.Benchmarks.Codec.Peers;
using Crossdock.Canonical;

namespace Crossdock.Benchmarks.Codec;

/// <summary>From bytes to a document.</summary>
[MemoryDiagnoser]
public class ParseBenchmarks
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

    [Benchmark(Baseline = true, Description = "System.Text.Json source-generated")]
    public PeerOrder SourceGenerated() => PeerReaders.SourceGenerated(_text);

    [Benchmark(Description = "Crossdock parse + validate")]
    public ParseResult<Order> Codec() => Order.Codec.Parse(_text);

    [Benchmark(Description = "Crossdock through JsonSerializer")]
    public Order? Converter() => JsonSerializer.Deserialize<Order>(_text);

    [Benchmark(Description = "System.Text.Json reflection")]
    public PeerOrder Reflection() => PeerReaders.Reflection(_text);

    [Benchmark(Description = "Newtonsoft.Json")]
    public PeerOrder Newtonsoft() => PeerReaders.Newtonsoft(_text);

    [Benchmark(Description = "NJsonSchema validate + Newtonsoft.Json")]
    public (int Errors, PeerOrder Order) NJsonSchema() => (PeerReaders.NJsonSchema(_text), PeerReaders.Newtonsoft(_text));

    [Benchmark(Description = "Utf8JsonReader scan (limit)")]
    public int Scan() => PeerReaders.Scan(_text);
}
