using Crossdock.Canonical;
using Crossdock.Runtime;

namespace Crossdock;

/// <summary>Describes one flow: which documents cause which effects.</summary>
public sealed class FlowBuilder
{
    private readonly List<IFlowTriggerPart> _triggers = [];

    internal FlowBuilder(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The flow's name; stored with its work, so renaming a flow strands work that is under way.</summary>
    public string Name { get; }

    internal IReadOnlyList<IFlowTriggerPart> Triggers => _triggers;

    /// <summary>Listens to the documents of one type that come from a connection, polled or pushed.</summary>
    /// <typeparam name="T">The canonical document.</typeparam>
    /// <param name="connection">The connection the documents come from.</param>
    public FlowTrigger<T> On<T>(string connection)
        where T : class, ICanonicalDocument<T>
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connection);
        var trigger = new FlowTrigger<T>(Name, connection);
        _triggers.Add(trigger);
        return trigger;
    }
}
