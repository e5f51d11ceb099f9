using Crossdock.Storage;

namespace Crossdock.Faults.Simulation;

/// <content>Tells a repeated event from a source's return to an earlier content.</content>
internal sealed partial class SimulatedStore
{
    private readonly Dictionary<(string Tenant, string Source, string Type, string Key), Envelope> _lastUnversioned = [];

    // With a version, any event that was seen before; without, one that is the last of its document, or is older by its own time.
    private bool IsRepeated(InboxEntry entry)
    {
        var envelope = entry.Envelope;
        var key = (envelope.Tenant, envelope.Source, envelope.Id);
        var isKnown = !_inbox.TryAdd(key, entry);
        if (envelope.SourceVersion is not null)
        {
            return isKnown;
        }

        var document = (envelope.Tenant, envelope.Source, envelope.DocumentType, envelope.DocumentKey);
        if (isKnown && _lastUnversioned.TryGetValue(document, out var last) && (last.Id == envelope.Id || last.OccurredAt > envelope.OccurredAt))
        {
            return true;
        }

        _inbox[key] = entry;
        _lastUnversioned[document] = envelope;
        return false;
    }
}
