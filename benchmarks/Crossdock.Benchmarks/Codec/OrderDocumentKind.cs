namespace Crossdock.Benchmarks.Codec;

/// <summary>The documents that BenchmarkDotNet runs go through.</summary>
public enum OrderDocumentKind
{
    Headline,
    Kilobytes1,
    Kilobytes4,
    Kilobytes64,
    Kilobytes512,
    Shuffled,
    Escaped,
}
