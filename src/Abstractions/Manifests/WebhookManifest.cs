namespace Crossdock;

/// <summary>Webhooks as declared.</summary>
/// <param name="Signed">True when deliveries carry a signature over the raw body.</param>
/// <param name="TimestampSigned">True when the signature covers a time-stamp.</param>
public sealed record WebhookManifest(bool Signed, bool TimestampSigned);
