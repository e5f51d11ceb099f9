using Crossdock.Storage;

namespace Crossdock.Faults.History;

/// <summary>
/// Decides from what the sources told and what the remotes' own ledgers hold whether the promises were kept. What the store says of itself is a claim to
/// be checked, never a proof.
/// </summary>
internal sealed partial class HistoryChecker
{
    private readonly RecordedHistory _history;
    private readonly List<Violation> _violations = [];
    private readonly Dictionary<(string Connection, string Operation), EffectRule> _rules;
    private readonly ILookup<(string Connection, string Operation, string DocumentKey), LedgerEntry> _entries;
    private readonly HashSet<string> _explained;
    private readonly HashSet<(string Source, string DocumentKey)> _refused;

    private HistoryChecker(RecordedHistory history)
    {
        _history = history;
        _rules = history.Rules.ToDictionary(rule => (rule.Connection, rule.Operation.Name));
        _entries = history.Ledger.ToLookup(entry => (entry.Connection, entry.Operation, entry.DocumentKey));
        _explained =
        [
            .. history.Exceptions.Select(exception => exception.SequenceKey),
            .. history.Actions.Where(action => action.IsDiscard).Select(action => action.SequenceKey),
        ];
        _refused = [.. history.Exceptions.Where(exception => exception.State == WorkState.Rejected).Select(exception => (exception.Key.Connection, exception.Key.DocumentKey))];
    }

    /// <summary>Every broken promise, in the order of the invariants.</summary>
    public static IReadOnlyList<Violation> Check(RecordedHistory history)
    {
        var checker = new HistoryChecker(history);
        checker.NothingIsLost();
        checker.NobodyWaitsInVain();
        checker.NothingHappensTwice();
        checker.OrderIsKept();
        checker.NothingIsRepeatedBlindly();
        checker.EverythingIsBounded();
        checker.ErrorsAreDocumented();
        checker.AmountsBalance();
        checker.TheAuditChainHolds();
        return checker._violations;
    }

    private void Add(string invariant, string subject, string story) => _violations.Add(new Violation(invariant, subject, story));

    /// <summary>I1: the newest accepted version of each document took its effects, or a person is told about its key.</summary>
    private void NothingIsLost()
    {
        foreach (var document in _history.Inputs.GroupBy(input => (input.Source, input.DocumentType, input.DocumentKey)))
        {
            // Of two that are equally new, what was told last counts.
            var newest = document.Where(input => input.IsAccepted && !input.IsBroken).OrderBy(input => input.Version).LastOrDefault();
            if (newest is null)
            {
                CheckRefusal(document.LastOrDefault(input => input.IsAccepted));
                continue;
            }

            foreach (var expected in _history.Expectations.Where(one => one.Source == newest.Source && one.DocumentType == newest.DocumentType))
            {
                CheckEffect(newest, expected);
            }
        }

        foreach (var effect in _history.Effects.Where(effect => effect.State == EffectState.Confirmed))
        {
            var rows = _entries[(effect.Key.Connection, effect.Key.Operation, effect.Key.DocumentKey)];
            if (!rows.Any(entry => entry.Revision == effect.Key.Revision && !entry.IsRejection))
            {
                Add("I1", effect.Key.ToString(), "is called confirmed, and the remote has no such document.");
            }
        }
    }

    private void CheckRefusal(RecordedInput? broken)
    {
        if (broken is not null && !_refused.Contains((broken.Source, broken.DocumentKey)) && !_explained.Contains(broken.SequenceKey))
        {
            Add("I1", $"{broken.DocumentType} {broken.DocumentKey}", "broke the rules, and no person is told.");
        }
    }

    private void CheckEffect(RecordedInput input, Expectation expected)
    {
        if (_explained.Contains(input.SequenceKey))
        {
            return;
        }

        var rule = _rules[(expected.Connection, expected.Operation)];
        if (rule.After.Any(before => IsRefusedFor(input.SequenceKey, before)))
        {
            return; // what it needs was refused, and whoever waits for it is told by the refusal
        }

        var last = _entries[(expected.Connection, expected.Operation, input.DocumentKey)].LastOrDefault();
        if (last is null)
        {
            Add("I1", $"{input.DocumentType} {input.DocumentKey} v{input.Version}", $"was accepted, and {expected.Operation} at {expected.Connection} neither happened nor waits for a person.");
        }
        else if (expected.ComparesMarks && last.Mark != input.Mark)
        {
            Add("I1", $"{input.DocumentType} {input.DocumentKey} v{input.Version}", $"has the content '{input.Mark}', and {expected.Connection} was last told '{last.Mark}' by {expected.Operation}.");
        }
    }

    private bool IsRefusedFor(string sequenceKey, (string Connection, string Operation) effect)
    {
        var rows = _history.Ledger.Where(entry => entry.SequenceKey == sequenceKey && entry.Connection == effect.Connection && entry.Operation == effect.Operation).ToList();
        return rows.Count > 0 && rows.TrueForAll(entry => entry.IsRejection);
    }

    /// <summary>I2: one remote document per business key and revision, and one in all where the effect is for once only.</summary>
    private void NothingHappensTwice()
    {
        foreach (var document in _entries)
        {
            var rule = _rules[(document.Key.Connection, document.Key.Operation)];
            var made = document.Where(entry => !entry.IsRejection).ToList();
            if (rule.MayRepeat || made.Count < 2)
            {
                continue;
            }

            var name = $"{document.Key.Operation} {document.Key.DocumentKey} at {document.Key.Connection}";
            foreach (var twice in made.GroupBy(entry => entry.Revision).Where(same => same.Count() > 1))
            {
                Add("I2", name, $"revision {twice.Key} happened {twice.Count()} times, at {string.Join(", ", twice.Select(entry => entry.At))}.");
            }

            if (rule.IsOnlyOnce && made.Select(entry => entry.Revision).Distinct().Count() > 1)
            {
                Add("I2", name, $"is for once only and happened under the revisions {string.Join(", ", made.Select(entry => entry.Revision))}.");
            }

            for (var i = 1; i < made.Count && !rule.Operation.IsAbsolute; i++)
            {
                if (made[i].Revision != made[i - 1].Revision && made[i].Mark == made[i - 1].Mark)
                {
                    Add("I2", name, $"the same content '{made[i].Mark}' happened again as revision {made[i].Revision}.");
                }
            }
        }
    }

    /// <summary>Part of I1: nobody is bothered with an item that waits for something that has long happened.</summary>
    private void NobodyWaitsInVain()
    {
        var given = _history.Actions.Where(action => action.IsDiscard).Select(action => action.SequenceKey).ToHashSet();
        foreach (var parked in _history.Exceptions.Where(one => one is { State: WorkState.Parked, Error.Kind: ErrorKind.NotFound } && !given.Contains(one.SequenceKey)))
        {
            var after = _rules.GetValueOrDefault((parked.Key.Connection, parked.Key.Operation))?.After ?? [];
            if (after.Count > 0 && after.All(fact => !IsWithAPerson(parked.SequenceKey, fact) && _history.Ledger.Any(entry =>
                entry.Connection == fact.Connection && entry.Operation == fact.Operation && entry.SequenceKey == parked.SequenceKey && entry is { IsRejection: false, IsByHand: false })))
            {
                Add("I1", parked.Key.ToString(), "is parked for want of something that its remote's ledger holds.");
            }
        }
    }

    /// <summary>Whether a person has to find out first whether it happened.</summary>
    private bool IsWithAPerson(string sequenceKey, (string Connection, string Operation) effect) => _history.Exceptions.Exists(one =>
        one.SequenceKey == sequenceKey && (one.Key.Connection, one.Key.Operation) == effect && one.State is WorkState.Parked or WorkState.DeadLettered);

    /// <summary>I3: no remote is told something older than what it was told before, and nothing before what it needs.</summary>
    private void OrderIsKept()
    {
        foreach (var document in _entries)
        {
            LedgerEntry? before = null;
            foreach (var entry in document)
            {
                if (before is not null && (entry.Version < before.Version || entry.Revision < before.Revision))
                {
                    Add(
                        "I3",
                        $"{document.Key.Operation} {document.Key.DocumentKey} at {document.Key.Connection}",
                        $"went back from version {before.Version} (revision {before.Revision}, {before.At}) to {entry.Version} (revision {entry.Revision}, {entry.At}).");
                }

                before = entry;
            }

            CheckBlocked(document.Key, document);
        }

        foreach (var entry in _history.Ledger.Where(entry => !entry.IsRejection && !entry.IsByHand))
        {
            CheckPrerequisites(entry);
        }
    }

    /// <summary>What waits for a person blocks what comes after it in its own key.</summary>
    private void CheckBlocked((string Connection, string Operation, string DocumentKey) key, IEnumerable<LedgerEntry> entries)
    {
        var blocking = _history.Exceptions.FirstOrDefault(exception =>
            exception.State is WorkState.Parked or WorkState.DeadLettered
            && (exception.Key.Connection, exception.Key.Operation, exception.Key.DocumentKey) == key
            && exception.Error?.Kind != ErrorKind.NotFound);
        if (blocking is not null && entries.Any(entry => entry.Revision > blocking.Key.Revision))
        {
            Add("I3", blocking.Key.ToString(), $"waits for a person ({blocking.State}), and a later revision of it was sent all the same.");
        }
    }

    private void CheckPrerequisites(LedgerEntry entry)
    {
        foreach (var (connection, operation) in _rules[(entry.Connection, entry.Operation)].After)
        {
            var isThere = _history.Ledger.Any(other =>
                other.Connection == connection && other.Operation == operation && other.SequenceKey == entry.SequenceKey && !other.IsRejection && other.At <= entry.At);
            var isOverruled = _history.Actions.Any(action => action.SequenceKey == entry.SequenceKey && action.At <= entry.At);
            if (!isThere && !isOverruled)
            {
                Add("I3", $"{entry.Operation} {entry.DocumentKey} at {entry.Connection}", $"happened at {entry.At}, before {operation} at {connection}.");
            }
        }
    }
}
