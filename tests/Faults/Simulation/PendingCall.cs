namespace Crossdock.Faults.Simulation;

/// <summary>Something a virtual process waits for. The simulation decides when it goes on, and how.</summary>
internal abstract class PendingCall(VirtualProcess owner)
{
    public VirtualProcess Owner { get; } = owner;

    /// <summary>True once the process has its answer.</summary>
    public bool IsFinished { get; protected set; }

    /// <summary>True when it goes on although its process stands still.</summary>
    public virtual bool RunsOutside => false;

    /// <summary>Goes on: completes, fails, or is put off.</summary>
    public abstract void Resolve();

    /// <summary>The process died while it waited.</summary>
    public abstract void Abandon();
}
