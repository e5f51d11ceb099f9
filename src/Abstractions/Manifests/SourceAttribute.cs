using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Declares that the connector implements <see cref="IChangeSource{T}"/>, and how far its cursor can be trusted.</summary>
/// <typeparam name="T">The canonical document.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SourceAttribute<T> : Attribute
    where T : class, ICanonicalDocument<T>
{
    /// <summary>How far the cursor can be trusted.</summary>
    public CursorReliability Cursor { get; set; }

    /// <summary>How late a change may show up behind the cursor, as <c>hh:mm:ss</c>; the runtime re-reads that far back.</summary>
    public string DeclaredLateness { get; set; } = "00:00:00";

    /// <summary>What the cursor does not see, e.g. <c>settle, ship, deliver, refund</c>; null when it sees all.</summary>
    public string? MissedChanges { get; set; }

    /// <summary>Points that one read takes from the <see cref="QuotaAttribute"/>. 1 or more.</summary>
    public int Cost { get; set; } = 1;
}
