namespace Crossdock.Runtime;

/// <summary>Wakes the host's dry runs. A signal given while nobody waits is kept.</summary>
internal sealed class ReplaySignal
{
    private readonly WorkSignal _signal = new();

    public void Set() => _signal.Set();

    public Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken) => _signal.WaitAsync(atMost, time, cancellationToken);
}
