using System.Globalization;
using Crossdock.Canonical;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>A remote's stream of changes of one document type; the cursor is the number of changes read.</summary>
internal sealed class Feed<T>
    where T : class, ICanonicalDocument<T>
{
    private readonly List<Change<T>> _changes = [];
    private readonly Lock _gate = new();

    public Queue<Exception> Failures { get; } = new();

    public int Reads { get; private set; }

    /// <summary>Tells everything at each read, as a source does that goes back by its lateness.</summary>
    public bool ReadsAgain { get; set; }

    public void Add(T document, string key, long? version = null, DateTimeOffset? occurredAt = null) =>
        Add(new Change<T> { DocumentKey = key, Document = document, SourceVersion = version, OccurredAt = occurredAt });

    public void Add(Change<T> change)
    {
        lock (_gate)
        {
            _changes.Add(change);
        }
    }

    public ChangePage<T> Read(ChangeQuery query)
    {
        lock (_gate)
        {
            Reads++;
            if (Failures.TryDequeue(out var failure))
            {
                throw failure;
            }

            if (ReadsAgain)
            {
                return new ChangePage<T>([.. _changes], query.After, HasMore: false);
            }

            var from = query.After.IsStart ? 0 : int.Parse(query.After.Cursor, CultureInfo.InvariantCulture);
            var page = _changes.Skip(from).Take(query.PageSize).ToList();
            var next = from + page.Count;
            return new ChangePage<T>(page, new Checkpoint(next.ToString(CultureInfo.InvariantCulture)), next < _changes.Count);
        }
    }
}
