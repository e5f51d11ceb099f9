namespace Crossdock;

/// <summary>One attempt at an effect.</summary>
/// <typeparam name="TCommand">The command.</typeparam>
/// <param name="Key">The idempotency key: the same for every attempt. Send it natively where the remote takes one.</param>
/// <param name="Command">The command: the same bytes for every attempt.</param>
/// <param name="Attempt">1 for the first attempt.</param>
/// <param name="CorrelationId">Follows the business document over all systems.</param>
public sealed record EffectRequest<TCommand>(IdempotencyKey Key, TCommand Command, int Attempt, string CorrelationId)
    where TCommand : class, IEffectCommand;
