namespace Crossdock;

/// <summary>What a webhook said.</summary>
/// <param name="IsVerified">False when the signature is missing, stale or wrong; nothing else is then set.</param>
/// <param name="DeliveryId">The sender's delivery id, if it has one.</param>
/// <param name="Hints">The documents to read again.</param>
public sealed record WebhookTranslation(bool IsVerified, string? DeliveryId, IReadOnlyList<ChangeHint> Hints);
