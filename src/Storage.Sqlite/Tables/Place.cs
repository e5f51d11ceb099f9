namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>Whether a row may be claimed: at once, from a time on, or not as long as something is in front of it.</summary>
/// <param name="Queue"><see cref="Runnable"/>, <see cref="Timed"/> or null.</param>
/// <param name="WakeAt">When a timed row becomes runnable; UTC ticks.</param>
/// <param name="BlockedBy">The refused input in front of the row.</param>
internal readonly record struct Place(long? Queue, long? WakeAt, long? BlockedBy)
{
    public const long Runnable = 0;

    public const long Timed = 1;

    public static Place Behind => default;

    public static Place BehindRefusal(long workId) => new(null, null, workId);

    public static Place From(long dueAt, long now) => dueAt <= now ? new Place(Runnable, null, null) : new Place(Timed, dueAt, null);
}
