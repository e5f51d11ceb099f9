using System.Globalization;
using Crossdock.Canonical;
using Crossdock.Faults.History;
using Crossdock.Runtime;

namespace Crossdock.Faults.Simulation;

/// <summary>A list of changes that a system offers for polling.</summary>
internal sealed class Feed<T>(SimulatedRun run, string source)
    where T : class, ICanonicalDocument<T>
{
    private readonly List<(Change<T> Change, RecordedInput Input)> _changes = [];

    public void Add(T document, RecordedInput input)
    {
        run.History.Inputs.Add(input);
        run.Note($"{source} tells {input.DocumentType} {input.DocumentKey} v{input.Version} '{input.Mark}'");
        _changes.Add((new Change<T> { DocumentKey = input.DocumentKey, Document = document, SourceVersion = input.Version }, input));
    }

    /// <summary>Told again, as sources do.</summary>
    public void Repeat()
    {
        if (_changes.Count > 0)
        {
            _changes.Add(_changes[run.Random.Next(_changes.Count)]);
        }
    }

    public ISourcePoller CreatePoller(VirtualProcess process) =>
        new SourcePoller<T>(process.Poller, run.Flows.PlanOf<T>(source), new Source(run, process, this));

    /// <summary>Marks what the stored cursor is past; true when that is everything.</summary>
    public bool Settle()
    {
        var cursor = Place(run.Store.ReadCheckpointAsync(new CheckpointKey(run.Options.Tenant, source, T.Codec.Name), CancellationToken.None).GetAwaiter().GetResult());
        foreach (var (_, input) in _changes.Take(cursor))
        {
            input.IsAccepted = true;
        }

        return cursor >= _changes.Count;
    }

    private static int Place(Checkpoint checkpoint) => checkpoint.IsStart ? 0 : int.Parse(checkpoint.Cursor, CultureInfo.InvariantCulture);

    private ChangePage<T> Read(ChangeQuery query)
    {
        var from = Place(query.After);
        var to = Math.Min(_changes.Count, from + query.PageSize);

        // A page may tell again what the one before told.
        var first = run.Random.Chance(0.1) ? Math.Max(0, from - 1) : from;
        return new ChangePage<T>([.. _changes.Skip(first).Take(to - first).Select(one => one.Change)], to == 0 ? Checkpoint.Start : new Checkpoint(to.ToString(CultureInfo.InvariantCulture)), to < _changes.Count);
    }

    private sealed class Source(SimulatedRun run, VirtualProcess process, Feed<T> feed) : IChangeSource<T>
    {
        public Task<ChangePage<T>> ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken)
        {
            var call = new ReadCall(run, process, () => feed.Read(query));
            run.Enqueue(call);
            return call.Page;
        }
    }

    private sealed class ReadCall(SimulatedRun run, VirtualProcess owner, Func<ChangePage<T>> read) : PendingCall(owner)
    {
        private readonly TaskCompletionSource<ChangePage<T>> _page = new();

        public Task<ChangePage<T>> Page => _page.Task;

        public override void Resolve()
        {
            IsFinished = true;
            if (!run.IsCalm && run.Random.Chance(run.Plan.RemoteFault / 2))
            {
                if (run.Random.Chance(0.7))
                {
                    _page.TrySetException(new ConnectorException(run.Random.Chance(0.5) ? ErrorKind.Transient : ErrorKind.Throttled, "It may work later."));
                }

                return; // else never answered
            }

            _page.TrySetResult(read());
        }

        public override void Abandon()
        {
        }
    }
}
