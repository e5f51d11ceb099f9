using Crossdock.Storage.Sqlite.Engine;
using Crossdock.Storage.Sqlite.Tables;

namespace Crossdock.Storage.Sqlite.Operations;

/// <summary>Puts edited copies in the place of exceptions.</summary>
internal sealed class Edits(
    Database database,
    WorkTable works,
    EffectTable effects,
    FactTable facts,
    InboxTable inbox,
    DocumentTable documents,
    Prerequisites prerequisites,
    Lanes lanes,
    Intake intake,
    ExceptionTable exceptions,
    AuditTable audit,
    CounterTable counters)
{
    private readonly Statement _insert = database.Prepare(
        "INSERT INTO payload_edit (work, original, copy, at, actor, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");

    public EditOutcome Edit(EditedCopy copy)
    {
        var envelope = copy.Entry.Envelope;
        if (works.Find(copy.WorkId) is not { } work || work.Key.Tenant != envelope.Tenant)
        {
            return EditOutcome.NotAnException;
        }

        exceptions.Now = copy.Now.UtcTicks;
        var original = inbox.Read(work.InboxId);
        var isIntake = work.Step == Intake.Step;
        return (work.State, isIntake) switch
        {
            (WorkState.Rejected, true) when IsAbout(original, envelope) => EditRefused(work, original, copy),
            (WorkState.Parked or WorkState.DeadLettered, false) when IsAbout(original, envelope) => EditStep(work, original, copy),
            (WorkState.Rejected, true) or (WorkState.Parked or WorkState.DeadLettered, false) => EditOutcome.OtherDocument,
            _ => EditOutcome.NotAnException,
        };
    }

    private static bool IsAbout(Envelope original, Envelope copy) => copy.CausationId == original.Id && copy.DocumentType == original.DocumentType
        && copy.Source == original.Source && copy.SourceVersion == original.SourceVersion;

    private EditOutcome EditStep(in WorkRow work, Envelope original, EditedCopy copy)
    {
        var envelope = copy.Entry.Envelope;
        if (copy.Entry.Work is not [var plan]
            || (plan.Connection, plan.Operation, plan.DocumentKey, plan.Step) != (work.Key.Connection, work.Key.Operation, work.Key.DocumentKey, work.Step)
            || (envelope.DocumentKey, envelope.SequenceKey) != (original.DocumentKey, original.SequenceKey))
        {
            return EditOutcome.OtherDocument;
        }

        var newest = effects.Newest(envelope.Tenant, plan)!.Value;
        if (newest.Number != work.Key.Revision)
        {
            return EditOutcome.Outdated;
        }

        if (newest.State is not (null or EffectState.Intent or EffectState.Rejected))
        {
            return EditOutcome.OutcomeUnknown;
        }

        if (inbox.TryInsert(copy.Entry) is not { } inboxId)
        {
            return EditOutcome.OtherDocument;
        }

        // The same row, so that the copy has the original's place in the lane; the next revision, whatever the content: nothing of the original happened.
        var key = work.Key with { Revision = work.Key.Revision + 1 };
        var unmet = prerequisites.Check(plan, key);
        facts.RemoveAwaited(work.Id);
        works.Replace(work, new NewWork
        {
            InboxId = inboxId,
            State = unmet.State,
            Mode = plan.Mode,
            Flow = plan.Flow,
            Step = plan.Step,
            Key = key,
            Lane = work.Lane,
            IsInLane = WorkTable.StandsInLane(unmet.State),
            DueAt = copy.Now.UtcTicks,
            WaitUntil = unmet.WaitUntil,
            Missing = unmet.Facts.Count,
            Priority = plan.Priority,
            Error = unmet.Error,
        });
        works.Renew(work.Id, copy.Now.UtcTicks);
        facts.Await(unmet.Facts, work.Id);
        effects.Plan(key, work.Id, inboxId, plan.RevisionFingerprint, plan.Version ?? newest.Version);
        documents.Upsert(envelope, inboxId);
        counters.Add(Counter.Accepted);
        lanes.Settle(work.Lane, copy.Now.UtcTicks);
        Record(work, original, copy, inboxId, key.ToString());
        return EditOutcome.Done;
    }

    private EditOutcome EditRefused(in WorkRow work, Envelope original, EditedCopy copy)
    {
        var envelope = copy.Entry.Envelope;
        if (documents.HasNewer(envelope))
        {
            return EditOutcome.Outdated;
        }

        if (intake.Accept(copy.Entry).Disposition == AcceptDisposition.Duplicate)
        {
            return EditOutcome.OtherDocument;
        }

        // Accepting it supersedes refused versions of the same document; the original may have stood under another key, when its own could not be read.
        if (works.Find(work.Id) is { State: WorkState.Rejected } still)
        {
            works.Move(still, WorkState.Superseded, still.DueAt, still.Attempts, still.Error);
            lanes.Unblock(envelope.Tenant, work.Id, copy.Now.UtcTicks);
        }

        Record(work, original, copy, inbox.Find(envelope)!.Value, work.Key.ToString());
        return EditOutcome.Done;
    }

    private void Record(in WorkRow work, Envelope original, EditedCopy copy, long inboxId, string becomes)
    {
        _insert.Bind(work.Id).Bind(work.InboxId).Bind(inboxId).Bind(copy.Now.UtcTicks).Bind(copy.Actor).Bind(copy.Reason).Run();
        audit.Append(
            work.Key.Tenant,
            copy.Now,
            new AuditDraft(
                copy.Actor,
                "work.edited",
                work.Key.ToString(),
                FormattableString.Invariant($"work {work.Id}, {work.State} -> Superseded: envelope {original.Id} ({original.Fingerprint}) by its copy {copy.Entry.Envelope.Id} ({copy.Entry.Envelope.Fingerprint}) as {becomes}: {copy.Reason}")));
    }
}
