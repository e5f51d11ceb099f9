namespace Crossdock;

/// <summary>Declares that the connector implements <see cref="IEffectPort{TCommand}"/>, and what keeps it from happening twice.</summary>
/// <typeparam name="TCommand">The command.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class EffectAttribute<TCommand> : Attribute
    where TCommand : class, IEffectCommand
{
    /// <summary>What keeps the effect from happening twice. A financial effect has to declare it.</summary>
    public IdempotencyMode Idempotency { get; set; }

    /// <summary>For <see cref="IdempotencyMode.NativeKey"/>: how long the remote remembers a key, <c>d.hh:mm:ss</c>.</summary>
    public string? KeyWindow { get; set; }

    /// <summary>For <see cref="IdempotencyMode.NaturalKeyLookup"/>: the remote's fields that are searched.</summary>
    public string[] LookupFields { get; set; } = [];

    /// <summary>How long after sending the remote's search may still miss the document, <c>hh:mm:ss</c>.</summary>
    public string SettleTime { get; set; } = "00:00:00";
}
