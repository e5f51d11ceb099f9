namespace Crossdock.Runtime;

/// <summary>One attempt at an effect, before its command is read from its bytes.</summary>
internal readonly record struct EffectCall(IdempotencyKey Key, ReadOnlyMemory<byte> Command, int Attempt, string CorrelationId);
