using Crossdock.Storage;

namespace Crossdock.Faults.Simulation;

/// <content>Versions that come 1 apart are planned one after the other.</content>
internal sealed partial class SimulatedStore
{
    private readonly Dictionary<(string Tenant, string Source, string Type, string Key), long> _nextVersions = [];

    private AcceptOutcome PlanInTurn(InboxEntry entry, ContiguousVersions rule, long version)
    {
        var next = _nextVersions.GetValueOrDefault(SeriesOf(entry.Envelope), rule.First ?? version);
        if (version < next || EarlyOf(entry.Envelope).Any(early => early.EarlyVersion == version))
        {
            return new AcceptOutcome(AcceptDisposition.Stale, 0);
        }

        if (version > next)
        {
            var work = Add(entry, WorkState.Waiting, plan: null, revision: 0);
            work.EarlyVersion = version;
            work.WaitUntil = rule.WaitUntil;
            return new AcceptOutcome(AcceptDisposition.OutOfOrder, 0);
        }

        var outcome = PlanAll(entry);
        _nextVersions[SeriesOf(entry.Envelope)] = version + 1;
        return outcome with { WorkCreated = outcome.WorkCreated + PlanEarly(entry.Envelope) };
    }

    /// <summary>Plans the versions that came early and are next now.</summary>
    private int PlanEarly(Envelope envelope)
    {
        var created = 0;
        while (EarlyOf(envelope).FirstOrDefault(early => early.EarlyVersion == _nextVersions.GetValueOrDefault(SeriesOf(envelope), long.MinValue)) is { } work)
        {
            _nextVersions[SeriesOf(envelope)] = work.EarlyVersion!.Value + 1;
            work.EarlyVersion = null;
            work.State = WorkState.Confirmed;
            work.Error = null;
            created += PlanAll(work.Entry).WorkCreated;
        }

        return created;
    }

    /// <summary>Goes on with a version although those before it never came: from the lowest one up.</summary>
    private void GoOnWith(SimulatedWork work)
    {
        while (work.EarlyVersion is not null)
        {
            _nextVersions[SeriesOf(work.Envelope)] = EarlyOf(work.Envelope).Min(early => early.EarlyVersion!.Value);
            PlanEarly(work.Envelope);
        }
    }

    private IEnumerable<SimulatedWork> EarlyOf(Envelope envelope) => _works.Where(work => work.EarlyVersion is not null && SeriesOf(work.Envelope) == SeriesOf(envelope));

    private ConnectorError Gap(SimulatedWork work) => Missing(
        $"Version {work.EarlyVersion} of {work.Envelope.DocumentType} '{work.Envelope.DocumentKey}' came, and version {_nextVersions.GetValueOrDefault(SeriesOf(work.Envelope), work.EarlyVersion!.Value - 1)} before it did not.");

    private static (string, string, string, string) SeriesOf(Envelope envelope) => (envelope.Tenant, envelope.Source, envelope.DocumentType, envelope.DocumentKey);
}
