namespace Crossdock;

/// <summary>A status axis as declared.</summary>
/// <param name="Axis">Axis name.</param>
/// <param name="Confidence">Whether the remote asserts it or the connector infers it.</param>
public sealed record StatusAxisManifest(string Axis, StatusAxisConfidence Confidence);
