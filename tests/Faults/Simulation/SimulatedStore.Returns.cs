using Crossdock.Storage;

namespace Crossdock.Faults.Simulation;

/// <content>Tells a repeated event from a source's return to an earlier content.</content>
internal sealed partial class SimulatedStore
{
    private readonly Dictionary<(string Tenant, string Source, string Type, string Key), Envelope> _lastUnversioned = [];

    // Any event that was seen before; but without a version only when it is the last of its document, or is older by its own time.
    private bool IsRepeated(InboxEntry entry)
    {
        var envelope = entry.Envelope;
        var (id, document) = ((envelope.Tenant, envelope.Source, envelope.Id), (envelope.Tenant, envelope.Source, envelope.DocumentType, envelope.DocumentKey));
        if (_inbox.TryGetValue(id, out var earlier)
            && !(envelope.SourceVersion is null && earlier.Envelope.SourceVersion is null && IsSameDocument(envelope, earlier.Envelope)
                && _lastUnversioned[document] is var last && last.Id != envelope.Id && last.OccurredAt <= envelope.OccurredAt))
        {
            return true;
        }

        _inbox[id] = entry;
        if (envelope.SourceVersion is null)
        {
            _lastUnversioned[document] = envelope;
        }

        return false;
    }
}
