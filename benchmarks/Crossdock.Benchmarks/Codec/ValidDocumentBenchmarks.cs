using BenchmarkDotNet.Attributes;

namespace Crossdock.Benchmarks.Codec;

/// <summary>Base of what reads a valid order of each kind.</summary>
public abstract class ValidDocumentBenchmarks
{
    [ParamsAllValues]
    public OrderDocumentKind Document { get; set; }

    /// <summary>The text to read.</summary>
    protected byte[] Text { get; private set; } = [];

    [GlobalSetup]
    public void Setup()
    {
        Text = Document.Text();
        CodecAgreement.OnValid(Text);
    }
}
