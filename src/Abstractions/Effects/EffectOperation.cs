namespace Crossdock;

/// <summary>Describes one kind of effect. Made by <see cref="For{TCommand}"/>.</summary>
public sealed record EffectOperation
{
    private EffectOperation(string name, bool isFinancial, bool isAbsolute)
    {
        Name = name;
        IsFinancial = isFinancial;
        IsAbsolute = isAbsolute;
    }

    /// <summary>Stable name, part of the idempotency key, e.g. <c>submit-order</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// True when doing it twice costs money or goods (the command is an <see cref="IFinancialCommand"/>): with
    /// <see cref="IdempotencyMode.None"/> such an effect is never retried by itself.
    /// </summary>
    public bool IsFinancial { get; }

    /// <summary>True when it sets a state (stock, item data), so that repeating the newest one is harmless.</summary>
    public bool IsAbsolute { get; }

    /// <summary>Describes the effect of a command; financial exactly when the command is marked so.</summary>
    /// <typeparam name="TCommand">The command.</typeparam>
    /// <param name="name">Stable name, part of the idempotency key: never rename it.</param>
    /// <param name="isAbsolute">True when it sets a state, so that repeating the newest one is harmless.</param>
    public static EffectOperation For<TCommand>(string name, bool isAbsolute = false)
        where TCommand : class, IEffectCommand
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new(name, typeof(IFinancialCommand).IsAssignableFrom(typeof(TCommand)), isAbsolute);
    }
}
