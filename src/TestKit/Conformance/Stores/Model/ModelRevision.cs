using Crossdock.Storage;

namespace Crossdock.TestKit.Conformance;

/// <summary>A revision of a stream, and the effect it became.</summary>
internal sealed class ModelRevision
{
    public required int Number { get; init; }

    public required string Content { get; init; }

    public required long? Version { get; set; }

    public required ModelWork Work { get; init; }

    /// <summary>Null until the first intent.</summary>
    public EffectState? State { get; set; }

    public string? Fingerprint { get; set; }

    public int Sends { get; set; }
}
