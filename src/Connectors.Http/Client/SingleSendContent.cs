using System.Net;
using System.Net.Http.Headers;

namespace Crossdock.Connectors.Http;

/// <summary>
/// A body that knows whether it left, and that an unsafe call's body leaves once: whatever handler a host put around the client,
/// a second send fails here instead of reaching the remote.
/// </summary>
internal sealed class SingleSendContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private readonly bool _once;
    private int _sends;

    public SingleSendContent(ReadOnlyMemory<byte> body, string contentType, bool once)
    {
        _body = body;
        _once = once;
        Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
    }

    /// <summary>False as long as nothing of the body was handed to a connection: the remote cannot have acted on it.</summary>
    public bool WasSent => Volatile.Read(ref _sends) > 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _sends) > 1 && _once)
        {
            throw new IOException("The body of an unsafe call is sent once.");
        }

        await stream.WriteAsync(_body, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
