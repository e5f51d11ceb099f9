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

    /// <summary>The entry of an edited copy of what a work row holds: planned like any input, and, but for refused input, for that row's step only.</summary>
    public abstract InboxEntry Copy(ReadOnlyMemory<byte> utf8Json, WorkItem original, PlanContext context);

    public abstract ISourcePoller CreatePoller(PollerServices services, IConnector connector);
}
