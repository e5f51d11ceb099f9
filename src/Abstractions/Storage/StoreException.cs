namespace Crossdock.Storage;

/// <summary>The store refused or failed. Nothing of the call took effect, unless <see cref="Kind"/> is <see cref="StoreErrorKind.Unknown"/>.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    public StoreException(StoreErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>What kind of failure it is.</summary>
    public StoreErrorKind Kind { get; }
}
