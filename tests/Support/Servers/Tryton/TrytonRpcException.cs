namespace Crossdock.Servers;

/// <summary>Tryton answered with an error.</summary>
public sealed class TrytonRpcException(string method, string error) : Exception($"{method}: {error}")
{
    /// <summary>The error as the server sent it.</summary>
    public string Error { get; } = error;
}
