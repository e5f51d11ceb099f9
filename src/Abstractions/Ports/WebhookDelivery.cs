namespace Crossdock;

/// <summary>A webhook as received.</summary>
/// <param name="Body">The raw body bytes, unparsed, size-capped by the receiver.</param>
/// <param name="Headers">The headers; names compare without case.</param>
/// <param name="ReceivedAt">When it arrived.</param>
public sealed record WebhookDelivery(
    ReadOnlyMemory<byte> Body,
    IReadOnlyDictionary<string, string> Headers,
    DateTimeOffset ReceivedAt);
