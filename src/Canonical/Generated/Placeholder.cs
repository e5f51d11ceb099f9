namespace Crossdock.Canonical;

// Placeholder until the first generation of the contracts; delete this file then.
/// <summary>Placeholder.</summary>
public sealed partial record Order : ICanonicalDocument<Order>
{
    /// <summary>Placeholder.</summary>
    public static DocumentCodec<Order> Codec => throw new NotSupportedException();
}

/// <summary>Placeholder.</summary>
public sealed partial record OrderAcknowledgement : ICanonicalDocument<OrderAcknowledgement>
{
    /// <summary>Placeholder.</summary>
    public static DocumentCodec<OrderAcknowledgement> Codec => throw new NotSupportedException();
}

/// <summary>Placeholder.</summary>
public sealed partial record FulfilmentRequest : ICanonicalDocument<FulfilmentRequest>
{
    /// <summary>Placeholder.</summary>
    public static DocumentCodec<FulfilmentRequest> Codec => throw new NotSupportedException();
}

/// <summary>Placeholder.</summary>
public sealed partial record Item : ICanonicalDocument<Item>
{
    /// <summary>Placeholder.</summary>
    public static DocumentCodec<Item> Codec => throw new NotSupportedException();
}

/// <summary>Placeholder.</summary>
public sealed partial record Inventory : ICanonicalDocument<Inventory>
{
    /// <summary>Placeholder.</summary>
    public static DocumentCodec<Inventory> Codec => throw new NotSupportedException();
}

/// <summary>Placeholder.</summary>
public sealed partial record Shipment : ICanonicalDocument<Shipment>
{
    /// <summary>Placeholder.</summary>
    public static DocumentCodec<Shipment> Codec => throw new NotSupportedException();
}

/// <summary>Placeholder.</summary>
public sealed partial record Invoice : ICanonicalDocument<Invoice>
{
    /// <summary>Placeholder.</summary>
    public static DocumentCodec<Invoice> Codec => throw new NotSupportedException();
}

