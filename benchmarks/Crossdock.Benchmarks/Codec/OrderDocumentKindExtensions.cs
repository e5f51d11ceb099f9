namespace Crossdock.Benchmarks.Codec;

internal static class OrderDocumentKindExtensions
{
    /// <summary>The text of a kind.</summary>
    public static byte[] Text(this OrderDocumentKind kind) => kind switch
    {
        OrderDocumentKind.Headline => OrderDocuments.Headline,
        OrderDocumentKind.Kilobytes1 => OrderDocuments.OfKilobytes(1),
        OrderDocumentKind.Kilobytes4 => OrderDocuments.OfKilobytes(4),
        OrderDocumentKind.Kilobytes64 => OrderDocuments.OfKilobytes(64),
        OrderDocumentKind.Kilobytes512 => OrderDocuments.OfKilobytes(512),
        OrderDocumentKind.Shuffled => OrderDocuments.Shuffled(OrderDocuments.Headline),
        _ => OrderDocuments.Escaped(OrderDocuments.Headline),
    };
}
