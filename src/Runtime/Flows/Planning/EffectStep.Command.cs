using System.Buffers;
using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>A step as the remote sees it: it knows the command and the document the command carries.</summary>
internal abstract class EffectStep<T, TCommand, TDocument>(FlowTrigger<T> trigger, string connection)
    : EffectStep<T>(trigger, connection, TCommand.Operation)
    where T : class, ICanonicalDocument<T>
    where TCommand : class, IEffectCommand<TCommand, TDocument>
    where TDocument : class, ICanonicalDocument<TDocument>
{
    public override string PortName => $"IEffectPort<{typeof(TCommand).Name}>";

    public override string CommandDocumentType => TDocument.Codec.Name;

    public override bool IsImplementedBy(IConnector connector) => connector is IEffectPort<TCommand>;

    public override Task<EffectResult> ExecuteAsync(IConnector connector, EffectCall call, CancellationToken cancellationToken) =>
        ((IEffectPort<TCommand>)connector).ExecuteAsync(ToRequest(call), cancellationToken);

    public override bool IsBatchImplementedBy(IConnector connector) => connector is IBatchEffectPort<TCommand>;

    public override object MakeRequest(EffectCall call) => ToRequest(call);

    public override Task<IReadOnlyList<BatchResult>> ExecuteBatchAsync(IConnector connector, IReadOnlyList<object> requests, CancellationToken cancellationToken) =>
        ((IBatchEffectPort<TCommand>)connector).ExecuteBatchAsync([.. requests.Cast<EffectRequest<TCommand>>()], cancellationToken);

    public override Task<ProbeResult> ProbeAsync(IConnector connector, EffectCall call, CancellationToken cancellationToken) =>
        ((IEffectPort<TCommand>)connector).ProbeAsync(ToRequest(call), cancellationToken);

    /// <summary>Reads a stored document; one that this binary cannot read is an error for a person, not a crash.</summary>
    protected static TRead Read<TRead>(ReadOnlyMemory<byte> bytes)
        where TRead : class, ICanonicalDocument<TRead>
    {
        var parsed = TRead.Codec.Parse(bytes.Span);
        return parsed.IsValid
            ? parsed.Value
            : throw new ConnectorException(new ConnectorError
            {
                Kind = ErrorKind.Permanent,
                Message = $"The stored {TRead.Codec.Name} cannot be read by schema {TRead.Codec.SchemaVersion} of this binary: {parsed.Problems[0].Keyword}. Run the version that stored it, or discard the item.",
                Pointer = parsed.Problems[0].Pointer,
            });
    }

    protected static ReadOnlyMemory<byte> Write(TDocument document)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        TDocument.Codec.WriteCanonical(buffer, document);
        return buffer.WrittenMemory;
    }

    // Always from the stored bytes, so that the first attempt and every later one carry the same content.
    private static EffectRequest<TCommand> ToRequest(EffectCall call) =>
        new(call.Key, TCommand.From(Read<TDocument>(call.Command)), call.Attempt, call.CorrelationId);
}
