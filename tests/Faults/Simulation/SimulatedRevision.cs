using Crossdock.Storage;

namespace Crossdock.Faults.Simulation;

/// <summary>A revision of a stream, and the effect it became.</summary>
internal sealed class SimulatedRevision
{
    public required int Number { get; init; }

    /// <summary>Fingerprint of the part of the document that matters; empty when the effect was never planned.</summary>
    public required string Content { get; init; }

    public long? Version { get; set; }

    /// <summary>The input it came from.</summary>
    public required InboxEntry Entry { get; init; }

    /// <summary>The connection whose document it came from.</summary>
    public string Origin => Entry.Envelope.Source;

    /// <summary>True once it came back as a change.</summary>
    public bool IsEchoed { get; set; }

    public required SimulatedWork Work { get; init; }

    /// <summary>Null until the first intent.</summary>
    public EffectRecord? Effect { get; set; }
}
