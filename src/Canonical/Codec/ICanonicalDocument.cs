namespace Crossdock.Canonical;

/// <summary>A generated root document (Order, Item, Shipment …) that knows its own codec.</summary>
/// <typeparam name="TSelf">The document type itself.</typeparam>
public interface ICanonicalDocument<TSelf>
    where TSelf : class, ICanonicalDocument<TSelf>
{
    /// <summary>The generated, reflection-free codec of this document.</summary>
    static abstract DocumentCodec<TSelf> Codec { get; }
}
