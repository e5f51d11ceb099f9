namespace Crossdock;

/// <summary>
/// Names the system a connector class speaks to. The generator writes <c>Add&lt;System&gt;(name, configure)</c> and the
/// manifest from this and from <see cref="SourceAttribute{T}"/>, <see cref="EffectAttribute{TCommand}"/>,
/// <see cref="LookupAttribute{T}"/>, <see cref="SnapshotAttribute{T}"/> and <see cref="QuotaAttribute"/>.
/// </summary>
/// <param name="system">Lower-case system name, words joined by <c>-</c>, e.g. <c>vendure</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConnectorAttribute(string system) : Attribute
{
    /// <summary>Lower-case system name.</summary>
    public string System { get; } = system;

    /// <summary>The business role of the system.</summary>
    public ConnectorRole Role { get; set; }

    /// <summary>The connector's options type, validated at start; registered by connection name.</summary>
    public Type? Options { get; set; }

    /// <summary>Most requests under way at once per connection; 0 = no limit known.</summary>
    public int MaxConcurrency { get; set; }

    /// <summary>True when effects on the same document must not run in parallel at this remote.</summary>
    public bool SerialisePerDocument { get; set; }
}
