namespace Crossdock;

/// <summary>Declares which status axis of a document the connector reports, and whether it is told or concludes.</summary>
/// <param name="axis">Axis name, e.g. <c>payment</c>.</param>
/// <param name="confidence">Whether the remote asserts it or the connector infers it.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class StatusAxisAttribute(string axis, StatusAxisConfidence confidence) : Attribute
{
    /// <summary>Axis name.</summary>
    public string Axis { get; } = axis;

    /// <summary>Whether the remote asserts it or the connector infers it.</summary>
    public StatusAxisConfidence Confidence { get; } = confidence;
}
