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

    /// <summary>Points that one call takes from the <see cref="QuotaAttribute"/>; a batch is one call. 1 or more.</summary>
    public int Cost { get; set; } = 1;

    /// <summary>Points that one probe takes from the <see cref="QuotaAttribute"/>. 1 or more.</summary>
    public int ProbeCost { get; set; } = 1;

    /// <summary>Most effects in one call of <see cref="IBatchEffectPort{TCommand}"/>; 1 = no batches.</summary>
    public int MaxBatch { get; set; } = 1;

    /// <summary>What the remote does with a batch of which one item is wrong.</summary>
    public BatchSemantics BatchSemantics { get; set; }
}
