using Crossdock.Faults.History;

namespace Crossdock.Faults.Simulation;

/// <summary>A connector of one virtual process to one remote: every port, each call under the simulation's control.</summary>
internal sealed class SimConnector(SimulatedRun run, VirtualProcess owner, RemoteSystem remote) :
    IConnector,
    IEffectPort<SubmitOrder>,
    IEffectPort<AcknowledgeOrder>,
    IEffectPort<RequestFulfilment>,
    IEffectPort<ReportShipment>,
    IEffectPort<PostInvoice>,
    IEffectPort<PublishInvoice>,
    IEffectPort<PublishInventory>
{
    Task<EffectResult> IEffectPort<SubmitOrder>.ExecuteAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken) => ExecuteAsync(request, cancellationToken);

    Task<ProbeResult> IEffectPort<SubmitOrder>.ProbeAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken) => ProbeAsync(request, cancellationToken);

    Task<EffectResult> IEffectPort<AcknowledgeOrder>.ExecuteAsync(EffectRequest<AcknowledgeOrder> request, CancellationToken cancellationToken) => ExecuteAsync(request, cancellationToken);

    Task<ProbeResult> IEffectPort<AcknowledgeOrder>.ProbeAsync(EffectRequest<AcknowledgeOrder> request, CancellationToken cancellationToken) => ProbeAsync(request, cancellationToken);

    Task<EffectResult> IEffectPort<RequestFulfilment>.ExecuteAsync(EffectRequest<RequestFulfilment> request, CancellationToken cancellationToken) => ExecuteAsync(request, cancellationToken);

    Task<ProbeResult> IEffectPort<RequestFulfilment>.ProbeAsync(EffectRequest<RequestFulfilment> request, CancellationToken cancellationToken) => ProbeAsync(request, cancellationToken);

    Task<EffectResult> IEffectPort<ReportShipment>.ExecuteAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken) => ExecuteAsync(request, cancellationToken);

    Task<ProbeResult> IEffectPort<ReportShipment>.ProbeAsync(EffectRequest<ReportShipment> request, CancellationToken cancellationToken) => ProbeAsync(request, cancellationToken);

    Task<EffectResult> IEffectPort<PostInvoice>.ExecuteAsync(EffectRequest<PostInvoice> request, CancellationToken cancellationToken) => ExecuteAsync(request, cancellationToken);

    Task<ProbeResult> IEffectPort<PostInvoice>.ProbeAsync(EffectRequest<PostInvoice> request, CancellationToken cancellationToken) => ProbeAsync(request, cancellationToken);

    Task<EffectResult> IEffectPort<PublishInvoice>.ExecuteAsync(EffectRequest<PublishInvoice> request, CancellationToken cancellationToken) => ExecuteAsync(request, cancellationToken);

    Task<ProbeResult> IEffectPort<PublishInvoice>.ProbeAsync(EffectRequest<PublishInvoice> request, CancellationToken cancellationToken) => ProbeAsync(request, cancellationToken);

    Task<EffectResult> IEffectPort<PublishInventory>.ExecuteAsync(EffectRequest<PublishInventory> request, CancellationToken cancellationToken) => ExecuteAsync(request, cancellationToken);

    Task<ProbeResult> IEffectPort<PublishInventory>.ProbeAsync(EffectRequest<PublishInventory> request, CancellationToken cancellationToken) => ProbeAsync(request, cancellationToken);

    private Task<EffectResult> ExecuteAsync<TCommand>(EffectRequest<TCommand> request, CancellationToken cancellationToken)
        where TCommand : class, IEffectCommand
    {
        var (rule, key, facts) = (run.World.RuleOf(request.Key), request.Key, run.Seams.Carry(CommandFacts.Of(request.Command)));
        var content = request.Command is RequestFulfilment { Document: var asked } ? $"{facts} {asked.RequestedAt:O}" : $"{facts}";
        return run.Seams.Execute(
            request.Key,
            (sentKey, token) => new RemoteCall<EffectResult>(
                run,
                owner,
                Record(key, content, isProbe: false),
                () => remote.Commit(rule, sentKey, facts, content, request.Command),
                result => result.Outcome == EffectOutcome.Rejected ? CallOutcome.Rejected : CallOutcome.Applied).SendAsync(token),
            cancellationToken);
    }

    private Task<ProbeResult> ProbeAsync<TCommand>(EffectRequest<TCommand> request, CancellationToken cancellationToken)
        where TCommand : class, IEffectCommand
    {
        var (rule, key) = (run.World.RuleOf(request.Key), request.Key);
        return run.Seams.Probe(
            request.Key,
            (askedKey, token) => new RemoteCall<ProbeResult>(
                run,
                owner,
                Record(key, "", isProbe: true),
                () => remote.Probe(rule, askedKey),
                result => result.Outcome switch { ProbeOutcome.Found => CallOutcome.Found, ProbeOutcome.NotFound => CallOutcome.NotFound, _ => CallOutcome.CannotTell }).SendAsync(token),
            cancellationToken);
    }

    private RecordedCall Record(in IdempotencyKey key, string content, bool isProbe) =>
        new() { Key = key, Content = content, IsProbe = isProbe, Process = owner.Name, InvokedAt = run.Clock.Elapsed };
}
