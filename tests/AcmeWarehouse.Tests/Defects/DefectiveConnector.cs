using Crossdock.Canonical;
using Crossdock.TestKit.Conformance;

namespace Crossdock.AcmeWarehouse.Tests.Defects;

/// <summary>The right connector with one defect: it changes what goes in or what comes out.</summary>
internal sealed partial class DefectiveConnector(AcmeWarehouseConnector inner, Defect defect, TimeProvider time) :
    IConnector, IBatchEffectPort<RequestFulfilment>, IChangeSource<Shipment>, IDocumentLookup<Shipment>, ISnapshotSource<Inventory>, IWebhookTranslator, IConnectionCheck
{
    private readonly HashSet<IdempotencyKey> _sent = [];

    public async Task<EffectResult> ExecuteAsync(EffectRequest<RequestFulfilment> request, CancellationToken cancellationToken)
    {
        switch (defect)
        {
            case Defect.SendsNothing:
                return EffectResult.Applied();
            case Defect.RevisionSwallowed when request.Key.Revision > 1:
                return EffectResult.AlreadyApplied();
            case Defect.RevisionAppliedUnsent when request.Key.Revision == 2:
                return EffectResult.Applied();
            case Defect.CancelIgnored:
                cancellationToken = CancellationToken.None;
                break;
            case Defect.QuantityRoundedOut:
                var document = request.Command.Document;
                request = request with { Command = new RequestFulfilment(document with { Lines = [.. document.Lines.Select(line => line with { Quantity = Quantity.Of(Math.Round(line.Quantity.Value, 1)) })] }) };
                break;
        }

        _sent.Add(request.Key);
        try
        {
            return Changed(await inner.ExecuteAsync(request, cancellationToken));
        }
        catch (ConnectorException exception)
        {
            return await AfterFailureAsync(request, exception, cancellationToken);
        }
    }

    public async Task<ProbeResult> ProbeAsync(EffectRequest<RequestFulfilment> request, CancellationToken cancellationToken)
    {
        switch (defect)
        {
            case Defect.ProbeNeverFinds:
                return ProbeResult.NotFound;
            case Defect.ProbeAlwaysFinds:
                return ProbeResult.Found();
            case Defect.ProbeFromMemory:
                return _sent.Contains(request.Key) ? ProbeResult.Found() : ProbeResult.NotFound;
            case Defect.ProbeWrites:
                await inner.ExecuteAsync(request, cancellationToken);
                break;
        }

        try
        {
            return await inner.ProbeAsync(request, cancellationToken);
        }
        catch (ConnectorException) when (defect is Defect.ProbeFailureIsNotFound or Defect.ProbeFailureIsFound)
        {
            return defect == Defect.ProbeFailureIsFound ? ProbeResult.Found() : ProbeResult.NotFound;
        }
    }

    public async Task<IReadOnlyList<BatchResult>> ExecuteBatchAsync(IReadOnlyList<EffectRequest<RequestFulfilment>> requests, CancellationToken cancellationToken)
    {
        try
        {
            var results = await inner.ExecuteBatchAsync(requests, cancellationToken);
            return defect switch
            {
                Defect.BatchAnswersShort => [.. results.Skip(1)],
                Defect.BatchAnswersInAnotherOrder => [.. results.Reverse()],
                Defect.BatchRefusalIsApplied => [.. results.Select(_ => BatchResult.Of(EffectResult.Applied()))],
                _ => results,
            };
        }
        catch (ConnectorException exception) when (defect == Defect.BatchLostIsTransient)
        {
            throw As(ErrorKind.Transient, exception);
        }
    }

    private EffectResult Changed(EffectResult result) => defect switch
    {
        Defect.RepetitionRejected when result.Outcome == EffectOutcome.AlreadyApplied => EffectResult.Rejected(new ConnectorError { Kind = ErrorKind.Conflict, Message = "it is there already" }),
        Defect.RefusalIsApplied when result.Outcome == EffectOutcome.Rejected => EffectResult.Applied(),
        Defect.RefusalWithoutField when result.Outcome == EffectOutcome.Rejected => EffectResult.Rejected(result.Error! with { Pointer = null }),
        Defect.RefusalIsTransient when result.Outcome == EffectOutcome.Rejected => throw new ConnectorException(ErrorKind.Transient, "try again"),
        Defect.ConflictIsAlreadyApplied when result.Error?.Kind == ErrorKind.Conflict => EffectResult.AlreadyApplied(),
        _ => result,
    };

    private async Task<EffectResult> AfterFailureAsync(EffectRequest<RequestFulfilment> request, ConnectorException exception, CancellationToken cancellationToken)
    {
        var unknown = exception.Kind == ErrorKind.UnknownOutcome;
        return defect switch
        {
            Defect.LostAnswerIsTransient when unknown => throw As(ErrorKind.Transient, exception),
            Defect.LostAnswerIsApplied when unknown => EffectResult.Applied(),
            Defect.LostAnswerIsRejected when unknown => EffectResult.Rejected(exception.Error with { Kind = ErrorKind.Validation }),
            Defect.LostAnswerIsRaw when unknown => throw new TimeoutException("no answer"),
            Defect.SendsAgainByItself when unknown => await inner.ExecuteAsync(request, cancellationToken),
            Defect.SendsAgainOnServerError when exception.Error.RemoteCode == "HTTP 504" => await inner.ExecuteAsync(request, cancellationToken),
            Defect.UnreachableIsRejected when exception.Error.RemoteCode == "ConnectionError" => EffectResult.Rejected(exception.Error with { Kind = ErrorKind.Validation }),
            Defect.PageIsPermanent when exception.Error.RemoteCode == "unreadable" && !exception.Message.Contains("json", StringComparison.Ordinal) => throw As(ErrorKind.Permanent, exception),
            Defect.UnreadableIsTransient when exception.Error.RemoteCode == "unreadable" => throw As(ErrorKind.Transient, exception),
            Defect.ThrottledIsTransient when exception.Kind == ErrorKind.Throttled => throw As(ErrorKind.Transient, exception),
            Defect.ThrottledWithoutWait when exception.Kind == ErrorKind.Throttled => throw new ConnectorException(exception.Error with { RetryAfter = null }),
            Defect.AuthIsTransient when exception.Kind == ErrorKind.Auth => throw As(ErrorKind.Transient, exception),
            Defect.AuthIsPermanent when exception.Kind == ErrorKind.Auth => throw As(ErrorKind.Permanent, exception),
            Defect.AuthShowsSecret when exception.Kind == ErrorKind.Auth => throw new ConnectorException(ErrorKind.Auth, exception.Message + " key " + ConnectionSetup.WrongSecret),
            _ => throw new ConnectorException(exception.Error),
        };
    }

    private static ConnectorException As(ErrorKind kind, ConnectorException exception) => new(exception.Error with { Kind = kind });
}
