using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite.Operations;

/// <summary>
/// Keeps the one rule of order: of each lane only the first row may be claimed, and none while another is claimed or a refused input stands in front.
/// </summary>
/// <remarks>
/// The rule is kept when something changes, so that a claim never searches: it takes the rows that are marked runnable. A change costs two or three
/// seeks, however many rows wait in the lane.
/// </remarks>
internal sealed class Lanes(WorkTable works, RefusalTable refusals)
{
    /// <summary>The place of a row that is about to join the end of a lane.</summary>
    public Place PlaceAtEnd(in Lane lane, string sequenceKey, long dueAt, long now)
    {
        if (works.IsOccupied(lane))
        {
            return Place.Behind;
        }

        return refusals.InFront(lane.Tenant, sequenceKey, long.MaxValue) is { } refused
            ? Place.BehindRefusal(refused)
            : Place.From(dueAt, now);
    }

    /// <summary>Puts the first row of a lane in its place, after one row of the lane changed.</summary>
    public void Settle(in Lane lane, long now)
    {
        if (works.HasClaimed(lane))
        {
            return; // whatever came in front of it waits until it is done
        }

        var front = works.Front(lane);
        if (front.Count == 2 && front[1].Queue is not null)
        {
            works.SetPlace(front[1].Id, Place.Behind);
        }

        if (front.Count > 0 && front[0] is { Queue: null, State: WorkState.Ready or WorkState.Held } first)
        {
            works.SetPlace(
                first.Id,
                refusals.InFront(lane.Tenant, first.Id) is { } refused ? Place.BehindRefusal(refused) : Place.From(first.DueAt, now));
        }
    }

    /// <summary>A refused input no longer blocks its sequence key.</summary>
    public void Unblock(string tenant, long refusedWorkId, long now)
    {
        refusals.Delete(tenant, refusedWorkId);
        foreach (var id in works.BlockedBy(refusedWorkId))
        {
            works.SetPlace(id, Place.Behind);
            Settle(works.Find(id)!.Value.Lane, now);
        }
    }
}
