namespace Crossdock;

/// <summary>What became of one effect of a batch: a result, or the error that a call of its own would have thrown.</summary>
public sealed record BatchResult
{
    private BatchResult(EffectResult? result, ConnectorError? error)
    {
        Result = result;
        Error = error;
    }

    /// <summary>The result; null when there is an <see cref="Error"/>.</summary>
    public EffectResult? Result { get; }

    /// <summary>The error; <see cref="ErrorKind.UnknownOutcome"/> when the effect may have happened. Null when there is a <see cref="Result"/>.</summary>
    public ConnectorError? Error { get; }

    /// <summary>The remote answered: applied, already applied, or refused by its business rules.</summary>
    public static BatchResult Of(EffectResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(result, null);
    }

    /// <summary>The effect failed, or nobody knows.</summary>
    public static BatchResult Failed(ConnectorError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new(null, error);
    }
}
