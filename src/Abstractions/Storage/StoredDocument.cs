namespace Crossdock.Storage;

/// <summary>An accepted document.</summary>
/// <param name="Envelope">Its envelope.</param>
/// <param name="Document">Canonical JSON.</param>
public sealed record StoredDocument(Envelope Envelope, ReadOnlyMemory<byte> Document);
