using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Crossdock.Connectors.Http;

/// <summary>One call to a remote.</summary>
public sealed record ConnectorHttpRequest
{
    /// <summary>The method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>Path below the base address, with its query; empty for the base address itself. Error texts leave the query out.</summary>
    public string Path { get; init; } = "";

    /// <summary>Whether the call may change something at the remote.</summary>
    public required CallSafety Safety { get; init; }

    /// <summary>What the call does, for error texts, e.g. <c>orders</c>; holds no data.</summary>
    public string? Operation { get; init; }

    /// <summary>The body; null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Media type of the body.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Media types the answer may have.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>Further headers, such as an idempotency key. Credentials do not belong here.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Statuses other than 2xx whose answer the connector reads itself; the others are mapped to errors here.</summary>
    public IReadOnlyList<HttpStatusCode> AnswersToRead { get; init; } = [];

    /// <summary>
    /// True when the remote promises that 503 means "not done". Otherwise a 503 to an unsafe call is
    /// <see cref="ErrorKind.UnknownOutcome"/>, whatever its Retry-After says: proxies send it after the remote committed.
    /// </summary>
    public bool ServiceUnavailableMeansNotDone { get; init; }

    /// <summary>Makes a call with a JSON body.</summary>
    /// <typeparam name="T">Type of the body.</typeparam>
    public static ConnectorHttpRequest Json<T>(HttpMethod method, string path, CallSafety safety, T body, JsonTypeInfo<T> type) =>
        new() { Method = method, Path = path, Safety = safety, Body = JsonSerializer.SerializeToUtf8Bytes(body, type) };
}
