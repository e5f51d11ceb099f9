using System.Diagnostics;
using System.Diagnostics.Metrics;
using Crossdock.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Runtime;

/// <summary>Instruments of the meter <c>Crossdock</c>.</summary>
internal sealed class CrossdockMetrics
{
    public const string MeterName = "Crossdock";
    private readonly Dictionary<string, Histogram<double>> _durations;
    private readonly Counter<long> _fulfilments;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _documents;
    private readonly Counter<long> _effects;
    private readonly Counter<long> _fenced;
    private readonly Counter<long> _circuit;
    private readonly ObservableGauge<long> _backlogGauge;
    private IReadOnlyDictionary<WorkState, long> _backlog = new Dictionary<WorkState, long>();

    public CrossdockMetrics(IServiceProvider services)
    {
        // The factory ties the meter to the host; without one (a bare service collection) the meter lives as long as we do.
        var meter = services.GetService<IMeterFactory>()?.Create(MeterName) ?? new Meter(MeterName);
        _durations = new[]
        {
            KpiInstruments.OrderAcknowledgementDuration, KpiInstruments.InventorySyncLag,
            KpiInstruments.ShipmentEventDuration, KpiInstruments.InvoicePostingDuration, KpiInstruments.InvoiceHeldDuration,
        }.ToDictionary(name => name, name => meter.CreateHistogram<double>(name, "s"));
        _fulfilments = meter.CreateCounter<long>(KpiInstruments.FulfilmentEvents);
        _requests = meter.CreateCounter<long>("crossdock.connection.requests", "{request}", "Calls to remotes by kind of answer.");
        _documents = meter.CreateCounter<long>("crossdock.intake.documents", "{document}", "Documents taken in by disposition.");
        _effects = meter.CreateCounter<long>("crossdock.effects", "{effect}", "Transitions of effects by outcome.");
        _fenced = meter.CreateCounter<long>("crossdock.work.fenced", "{commit}", "Commits refused because the claim was lost.");
        _circuit = meter.CreateCounter<long>("crossdock.connection.circuit", "{change}", "Circuits that opened or closed, by state.");
        _backlogGauge = meter.CreateObservableGauge("crossdock.work.backlog", ReadBacklog, "{item}", "Unfinished work by state.");
    }

    /// <summary>A connection that no flow names is tagged <c>other</c>: a host may take its name from the outside.</summary>
    public void Accepted(IReadOnlyList<InboxEntry> entries, IReadOnlyList<AcceptOutcome> outcomes, FlowModel flows)
    {
        if (!_documents.Enabled)
        {
            return;
        }

        for (var i = 0; i < outcomes.Count; i++)
        {
            var envelope = entries[i].Envelope;
            var source = flows.IsSource(envelope.Source, envelope.DocumentType) ? envelope.Source : "other";
            _documents.Add(1, Tag("connection", source), Tag("document_type", envelope.DocumentType), Tag("disposition", Lower(outcomes[i].Disposition)));
        }
    }

    public void Requested(string connection, string kind) => _requests.Add(1, Tag("connection", connection), Tag("kind", kind));

    public void Moved(EffectStep step, string outcome) =>
        _effects.Add(1, Tag("connection", step.Connection), Tag("operation", step.Operation.Name), Tag("outcome", outcome));

    public void CircuitChanged(string connection, string state) => _circuit.Add(1, Tag("connection", connection), Tag("state", state));

    public void Fenced(string connection) => _fenced.Add(1, Tag("connection", connection));

    /// <summary>Exports samples after the commit that stored them.</summary>
    public void Measured(IReadOnlyList<KpiSample> samples)
    {
        foreach (var sample in samples)
        {
            var tags = new TagList { Tag("connection", sample.Connection), Tag("flow", sample.Flow) };
            if (_durations.TryGetValue(sample.Instrument, out var duration))
            {
                duration.Record(sample.Value, tags);
            }
            else
            {
                tags.Add(Tag("outcome", sample.Outcome ?? ""));
                _fulfilments.Add(1, tags);
            }
        }
    }

    /// <summary>True when somebody listens to the backlog, so that counting it is worth a query.</summary>
    public bool WantsBacklog => _backlogGauge.Enabled;

    public void Backlog(IReadOnlyDictionary<WorkState, long> work) => _backlog = work;

    private IEnumerable<Measurement<long>> ReadBacklog() =>
        _backlog.Where(entry => entry.Key is WorkState.Ready or WorkState.Waiting or WorkState.Held or WorkState.Claimed or WorkState.Parked or WorkState.DeadLettered)
            .Select(entry => new Measurement<long>(entry.Value, Tag("state", Lower(entry.Key))));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
