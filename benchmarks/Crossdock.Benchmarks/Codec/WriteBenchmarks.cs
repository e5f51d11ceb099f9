using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Crossdock.Benchmarks.Codec.Peers;
using Crossdock.Canonical;

namespace Crossdock.Benchmarks.Codec;

/// <summary>From a document to bytes, into a buffer that is used again.</summary>
[MemoryDiagnoser]
public class WriteBenchmarks
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024 * 1024);
    private Utf8JsonWriter _writer = null!;
    private Order _order = null!;
    private PeerOrder _peer = null!;

    [Params(OrderDocumentKind.Headline, OrderDocumentKind.Kilobytes1, OrderDocumentKind.Kilobytes64, OrderDocumentKind.Kilobytes512)]
    public OrderDocumentKind Document { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var text = Document.Text();
        CodecAgreement.OnValid(text);
        _order = Order.Codec.Parse(text).Value!;
        _peer = PeerReaders.SourceGenerated(text);
        _writer = new Utf8JsonWriter(_buffer, PeerReaders.FastestWriter);
    }

    [Benchmark(Baseline = true, Description = "System.Text.Json source-generated")]
    public void SourceGenerated()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        PeerReaders.SourceGenerated(_writer, _peer);
    }

    [Benchmark(Description = "Crossdock write")]
    public void Write()
    {
        _buffer.ResetWrittenCount();
        Order.Codec.Write(_buffer, _order);
    }

    [Benchmark(Description = "Crossdock canonical bytes")]
    public void Canonical()
    {
        _buffer.ResetWrittenCount();
        Order.Codec.WriteCanonical(_buffer, _order);
    }

    [Benchmark(Description = "Crossdock fingerprint")]
    public string Fingerprint() => Order.Codec.Fingerprint(_order);

    [Benchmark(Description = "System.Text.Json reflection")]
    public void Reflection()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        PeerReaders.Reflection(_writer, _peer);
    }

    [Benchmark(Description = "Newtonsoft.Json")]
    public byte[] Newtonsoft() => PeerReaders.Newtonsoft(_peer);
}
