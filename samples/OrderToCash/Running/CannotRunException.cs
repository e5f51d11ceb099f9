namespace Crossdock.OrderToCash;

/// <summary>The run cannot start. The message says why and what to do; nothing was changed.</summary>
internal sealed class CannotRunException(string message, Exception? innerException = null) : Exception(message, innerException);
