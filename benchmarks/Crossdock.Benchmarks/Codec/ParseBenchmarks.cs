using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Crossdock.Benchmarks.Codec.Peers;
using Crossdock.Canonical;

namespace Crossdock.Benchmarks.Codec;

/// <summary>From bytes to a document.</summary>
[MemoryDiagnoser]
public class ParseBenchmarks : ValidDocumentBenchmarks
{
    [Benchmark(Baseline = true, Description = "System.Text.Json source-generated")]
    public PeerOrder SourceGenerated() => PeerReaders.SourceGenerated(Text);

    [Benchmark(Description = "Crossdock parse + validate")]
    public ParseResult<Order> Codec() => Order.Codec.Parse(Text);

    [Benchmark(Description = "Crossdock through JsonSerializer")]
    public Order? Converter() => JsonSerializer.Deserialize<Order>(Text);

    [Benchmark(Description = "System.Text.Json reflection")]
    public PeerOrder Reflection() => PeerReaders.Reflection(Text);

    [Benchmark(Description = "Newtonsoft.Json")]
    public PeerOrder Newtonsoft() => PeerReaders.Newtonsoft(Text);

    [Benchmark(Description = "NJsonSchema validate + Newtonsoft.Json")]
    public (int Errors, PeerOrder Order) NJsonSchema() => (PeerReaders.NJsonSchema(Text), PeerReaders.Newtonsoft(Text));

    [Benchmark(Description = "Utf8JsonReader scan (limit)")]
    public int Scan() => PeerReaders.Scan(Text);
}
