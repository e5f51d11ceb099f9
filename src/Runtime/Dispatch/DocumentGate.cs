using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <summary>Lets one effect at a time through per business document, for remotes that cannot take two.</summary>
internal sealed class DocumentGate
{
    private readonly Dictionary<string, Queue<ClaimedWork>> _busy = [];
    private readonly Lock _gate = new();

    /// <summary>False when the document is being worked on; the work is then handed out by <see cref="Leave"/>.</summary>
    public bool TryEnter(ClaimedWork work)
    {
        lock (_gate)
        {
            if (_busy.TryGetValue(work.Envelope.CorrelationId, out var waiting))
            {
                waiting.Enqueue(work);
                return false;
            }

            _busy.Add(work.Envelope.CorrelationId, new Queue<ClaimedWork>(0));
            return true;
        }
    }

    /// <summary>The next work of the same document; null when there is none.</summary>
    public ClaimedWork? Leave(ClaimedWork work)
    {
        lock (_gate)
        {
            if (_busy[work.Envelope.CorrelationId].TryDequeue(out var next))
            {
                return next;
            }

            _busy.Remove(work.Envelope.CorrelationId);
            return null;
        }
    }
}
