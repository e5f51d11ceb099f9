using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Declares that the connector implements <see cref="IDocumentLookup{T}"/>.</summary>
/// <typeparam name="T">The canonical document.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LookupAttribute<T> : Attribute
    where T : class, ICanonicalDocument<T>;
