using System.Diagnostics.CodeAnalysis;
using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>All flows of the host, indexed by what triggers them and by the names stored with work.</summary>
internal sealed class FlowModel
{
    private static readonly HashSet<string> s_operationsOnOrders =
    [
        ReportShipment.Operation.Name, PostInvoice.Operation.Name, PostCreditNote.Operation.Name, RecordPayment.Operation.Name, IssueRefund.Operation.Name,
    ];

    private readonly Dictionary<(string Source, string DocumentType), SourcePlan> _sources = [];
    private readonly Dictionary<(string Flow, string Step), EffectStep> _steps = [];
    private readonly List<EffectStep> _allSteps = [];

    public FlowModel(IEnumerable<FlowBuilder> flows)
    {
        foreach (var flow in flows)
        {
            if (!Names.Add(flow.Name))
            {
                DuplicateNames.Add(flow.Name);
            }

            foreach (var trigger in flow.Triggers)
            {
                trigger.AddTo(this);
                foreach (var step in trigger.Steps)
                {
                    _allSteps.Add(step);
                    _steps.TryAdd((step.Flow, step.Name), step);
                }
            }
        }

        AddDefaultPrerequisites();
        foreach (var step in _allSteps)
        {
            _allSteps.ForEach(step.AddReverse);
        }
    }

    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    public List<string> DuplicateNames { get; } = [];

    public IReadOnlyCollection<SourcePlan> Sources => _sources.Values;

    /// <summary>Every step, repeated ones included.</summary>
    public IReadOnlyList<EffectStep> Steps => _allSteps;

    public bool TryGetStep(string flow, string name, [MaybeNullWhen(false)] out EffectStep step) => _steps.TryGetValue((flow, name), out step);

    public bool IsSource(string source, string documentType) => _sources.ContainsKey((source, documentType));

    /// <summary>The plan of a source; one without work when no flow listens, so that the document is at least recorded.</summary>
    public SourcePlan<T> PlanOf<T>(string source)
        where T : class, ICanonicalDocument<T> =>
        _sources.TryGetValue((source, T.Codec.Name), out var plan) ? (SourcePlan<T>)plan : new SourcePlan<T>(source);

    /// <summary>The plan of a source; null when no flow listens.</summary>
    public SourcePlan? FindSource(string source, string documentType) => _sources.GetValueOrDefault((source, documentType));

    public SourcePlan<T> GetOrAddSource<T>(string source)
        where T : class, ICanonicalDocument<T>
    {
        if (_sources.TryGetValue((source, T.Codec.Name), out var known))
        {
            return (SourcePlan<T>)known;
        }

        var plan = new SourcePlan<T>(source);
        _sources.Add((source, T.Codec.Name), plan);
        return plan;
    }

    /// <summary>No shipment, invoice, credit note, payment or refund reaches an ERP before the order that the same flow submits to it.</summary>
    private void AddDefaultPrerequisites()
    {
        var submissions = _allSteps
            .Where(step => step.Operation.Name == SubmitOrder.Operation.Name)
            .Select(step => (step.Flow, step.Connection))
            .ToHashSet();
        foreach (var step in _allSteps)
        {
            var fact = Fact.OrderAccepted(step.Connection);
            if (step.HasDefaultPrerequisites
                && s_operationsOnOrders.Contains(step.Operation.Name)
                && submissions.Contains((step.Flow, step.Connection))
                && !step.After.Contains(fact))
            {
                step.After.Add(fact);
                step.DefaultPrerequisite = fact;
            }
        }
    }
}
