using BenchmarkDotNet.Attributes;
using Crossdock.Benchmarks.Codec.Peers;
using Crossdock.Canonical;

namespace Crossdock.Benchmarks.Codec;

/// <summary>A document whose only mistake stands near its end.</summary>
[MemoryDiagnoser]
public class RefuseBenchmarks
{
    private byte[] _text = [];

    [ParamsAllValues]
    public OrderDocumentKind Document { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _text = OrderDocuments.FailingLate(Document.Text());
        CodecAgreement.OnInvalid(_text);
    }

    [Benchmark(Baseline = true, Description = "Crossdock fail fast")]
    public bool FailFast() => Order.Codec.IsValid(_text);

    [Benchmark(Description = "Crossdock full report")]
    public IReadOnlyList<SchemaProblem> FullReport() => Order.Codec.Validate(_text);

    [Benchmark(Description = "Crossdock parse with full report")]
    public ParseResult<Order> Parse() => Order.Codec.Parse(_text);

    [Benchmark(Description = "NJsonSchema validate")]
    public int NJsonSchema() => PeerReaders.NJsonSchema(_text);
}
