using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <summary>
/// Claimed work that waits for a worker, by priority. Higher ones go first, and every fourth time the lowest does, so that none waits for ever.
/// </summary>
internal sealed class WaitingWork
{
    private const int Share = 4;
    private readonly LinkedList<ClaimedWork>[] _lanes = [new(), new(), new()];
    private readonly Lock _gate = new();
    private int _taken;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _lanes.Sum(lane => lane.Count);
            }
        }
    }

    public void Add(IEnumerable<ClaimedWork> work)
    {
        lock (_gate)
        {
            foreach (var one in work)
            {
                _lanes[LaneOf(one.Priority)].AddLast(one);
            }
        }
    }

    public bool TryTake([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out ClaimedWork work)
    {
        lock (_gate)
        {
            var lowestFirst = ++_taken % Share == 0;
            var lane = lowestFirst ? Array.FindLast(_lanes, one => one.Count > 0) : Array.Find(_lanes, one => one.Count > 0);
            work = lane?.First!.Value;
            lane?.RemoveFirst();
            return work is not null;
        }
    }

    /// <summary>Takes work that satisfies this, from the front, at most so many.</summary>
    public List<ClaimedWork> TakeWhere(Func<ClaimedWork, bool> predicate, int most)
    {
        var taken = new List<ClaimedWork>();
        lock (_gate)
        {
            foreach (var lane in _lanes)
            {
                for (var node = lane.First; node is not null && taken.Count < most;)
                {
                    var next = node.Next;
                    if (predicate(node.Value))
                    {
                        taken.Add(node.Value);
                        lane.Remove(node);
                    }

                    node = next;
                }
            }
        }

        return taken;
    }

    private static int LaneOf(WorkPriority priority) => priority switch
    {
        WorkPriority.High => 0,
        WorkPriority.Low => 2,
        _ => 1,
    };
}
