namespace Crossdock.Runtime;

/// <summary>What became of an effect, for the documents that follow from it.</summary>
/// <param name="Work">The envelope of the document that caused the effect.</param>
/// <param name="Key">The effect's key.</param>
/// <param name="Command">The command's document.</param>
/// <param name="Result">The remote's answer.</param>
internal readonly record struct EffectAnswer(Envelope Work, IdempotencyKey Key, ReadOnlyMemory<byte> Command, EffectResult Result);
