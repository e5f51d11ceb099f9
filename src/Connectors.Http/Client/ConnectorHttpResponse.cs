using System.Net;

namespace Crossdock.Connectors.Http;

/// <summary>A complete answer.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The whole body, decompressed; empty when there was none.</param>
/// <param name="MediaType">Media type without parameters; null when the remote names none.</param>
/// <param name="Date">The remote's clock, where it tells it.</param>
public sealed record ConnectorHttpResponse(HttpStatusCode Status, ReadOnlyMemory<byte> Body, string? MediaType, DateTimeOffset? Date);
