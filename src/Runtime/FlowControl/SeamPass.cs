namespace Crossdock.Runtime;

/// <summary>Leave to call a remote. What of its cost was not spent goes back when it is disposed.</summary>
internal sealed class SeamPass(ConnectionSeam seam, int cost, bool isTrial) : IDisposable
{
    private int _left = cost;
    private bool _isTrial = isTrial;

    /// <summary>A call goes out.</summary>
    public void Spend(int cost) => _left -= cost;

    /// <summary>The call was answered, or not.</summary>
    /// <param name="error">Null when it was done.</param>
    public void Report(ConnectorError? error)
    {
        seam.Report(error, _isTrial);
        _isTrial = false;
    }

    public void Dispose()
    {
        seam.Return(Math.Max(0, _left), _isTrial);
        _left = 0;
        _isTrial = false;
    }
}
