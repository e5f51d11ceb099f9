using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Declares that the connector implements <see cref="ISnapshotSource{T}"/>.</summary>
/// <typeparam name="T">The canonical document.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SnapshotAttribute<T> : Attribute
    where T : class, ICanonicalDocument<T>;
