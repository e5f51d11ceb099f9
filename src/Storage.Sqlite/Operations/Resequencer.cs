using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite.Operations;

/// <summary>Lets versions that come ahead of a missing one wait, so that a document's versions are planned one after the other.</summary>
internal sealed class Resequencer(VersionTable versions, InboxTable inbox, WorkTable works)
{
    /// <summary>What is to be done with a version.</summary>
    public enum Turn
    {
        Now,
        Later,
        Passed,
    }

    public Turn TurnOf(Envelope envelope, ContiguousVersions rule, long version)
    {
        var next = versions.Next(envelope) ?? rule.First ?? version;
        return version == next ? Turn.Now
            : version < next || versions.Find(envelope, version) is not null ? Turn.Passed
            : Turn.Later;
    }

    /// <summary>Keeps a version until the one before it comes.</summary>
    public void Hold(InboxEntry entry, long inboxId, long version)
    {
        var envelope = entry.Envelope;
        var workId = works.Insert(NewWork.OfIntake(envelope, inboxId, WorkState.Waiting) with { WaitUntil = entry.Contiguous!.WaitUntil.UtcTicks });
        versions.Keep(envelope, version, workId, entry.Work);
    }

    /// <summary>A version was planned, or is given up: the one behind it is next.</summary>
    public void Pass(Envelope envelope, long version) => versions.Expect(envelope, version + 1);

    /// <summary>Gives up the missing version in front of the lowest one that came early.</summary>
    public void SkipToEarly(Envelope envelope) => versions.Expect(envelope, versions.LowestEarly(envelope)!.Value);

    /// <summary>Takes the next version out if it came early. Its waiting row is done: the steps' rows take over.</summary>
    public (Envelope Envelope, long InboxId, long Version, IReadOnlyList<PlannedWork> Planned)? TakeNext(Envelope envelope)
    {
        if (versions.Next(envelope) is not { } next || versions.Find(envelope, next) is not var (workId, planned))
        {
            return null;
        }

        var work = works.Find(workId)!.Value;
        versions.Delete(workId);
        works.Move(work, WorkState.Confirmed, work.DueAt, work.Attempts, error: null);
        return (inbox.Read(work.InboxId), work.InboxId, next, planned);
    }

    /// <summary>The version a row waits with, and the document it belongs to; null for rows of another kind.</summary>
    public (Envelope Envelope, long Version)? Held(in WorkRow work) =>
        work.Step == Intake.Step && versions.VersionOf(work.Id) is { } version ? (inbox.Read(work.InboxId), version) : null;

    /// <summary>A person gives a version up.</summary>
    public void Drop(long workId) => versions.Delete(workId);

    /// <summary>Why a row that waited too long parks.</summary>
    public ConnectorError ErrorOfGap(Envelope envelope, long version)
    {
        var missing = versions.Next(envelope) ?? version - 1;
        return new ConnectorError
        {
            Kind = ErrorKind.NotFound,
            Message = FormattableString.Invariant(
                $"Version {version} of {envelope.DocumentType} '{envelope.DocumentKey}' came from '{envelope.Source}', and version {missing} before it did not. Let it send that version again: this item then runs by itself. Or replay it to go on without, or discard it."),
        };
    }
}
