using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <summary>All that listens to one document type from one connection, in whatever flow.</summary>
internal abstract class SourcePlan(string source)
{
    public string Source { get; } = source;

    public abstract string DocumentType { get; }

    /// <summary>True when no trigger says that the documents are pushed: they are polled then.</summary>
    public abstract bool IsPolled { get; }

    /// <summary>The longest a version waits for the one before it.</summary>
    public abstract TimeSpan LongestGap { get; }

    /// <summary>The port the connection has to implement, for error messages.</summary>
    public abstract string PortName { get; }

    public abstract bool IsImplementedBy(IConnector connector);

    public abstract IEnumerable<string> FindProblems();

    public abstract ISourcePoller CreatePoller(PollerServices services, IConnector connector);
}
