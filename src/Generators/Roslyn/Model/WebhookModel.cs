namespace Crossdock.Generators.Roslyn.Model;

/// <summary>Declared webhooks.</summary>
internal sealed record WebhookModel(bool Signed, bool TimestampSigned);
