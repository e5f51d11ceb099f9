using Crossdock.Canonical;

namespace Crossdock.OwnHost;

/// <summary>An ERP that keeps one file per order. It takes no idempotency key, but an order can be looked up by its number.</summary>
[Connector("folder-erp", Role = ConnectorRole.Erp, Options = typeof(FolderErpOptions))]
[Effect<SubmitOrder>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["file name"])]
public sealed partial class FolderErpConnector(FolderErpOptions options) : IConnector, IOrderSink
{
    public async Task<EffectResult> ExecuteAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken)
    {
        var path = PathOf(request.Command.Document);
        try
        {
            Directory.CreateDirectory(options.Path);
            await File.WriteAllBytesAsync(path + ".new", Order.Codec.ToUtf8Bytes(request.Command.Document), cancellationToken);
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (IOException failure)
        {
            // Not known whether the file is there: the runtime probes before it tries again.
            throw new ConnectorException(ErrorKind.UnknownOutcome, $"'{path}' could not be written; check the disk.", failure);
        }

        return EffectResult.Applied(new RemoteReference(path));
    }

    public async Task<ProbeResult> ProbeAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken)
    {
        var order = request.Command.Document;
        var path = PathOf(order);
        return File.Exists(path) && (await File.ReadAllBytesAsync(path, cancellationToken)).AsSpan().SequenceEqual(Order.Codec.ToUtf8Bytes(order))
            ? ProbeResult.Found(new RemoteReference(path))
            : ProbeResult.NotFound;
    }

    private string PathOf(Order order) => Path.Combine(options.Path, Uri.EscapeDataString(order.Number) + ".json");
}
