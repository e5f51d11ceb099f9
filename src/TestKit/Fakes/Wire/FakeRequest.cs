using System.Security.Cryptography;
using System.Text;

namespace Crossdock.TestKit.Fakes;

/// <summary>A request as a fake sees it: already read, below the fake's own path.</summary>
internal sealed class FakeRequest(string method, string path, string query, IReadOnlyDictionary<string, string> headers, byte[] body)
{
    private Dictionary<string, string>? _parameters;
    private string? _bodyText;

    public string Method => method;

    /// <summary>Path below the system, e.g. <c>/orders</c>.</summary>
    public string Path => path;

    public string PathAndQuery => path + query;

    public byte[] Body => body;

    public string BodyText => _bodyText ??= Encoding.UTF8.GetString(body);

    /// <summary>How a page of events is disturbed, if at all.</summary>
    public FaultDecision Disturbance { get; init; }

    public string? Header(string name) => headers.TryGetValue(name, out var value) ? value : null;

    public string? Parameter(string name) => (_parameters ??= ParseQuery(query)).TryGetValue(name, out var value) ? value : null;

    public FakeRequest With(FaultDecision disturbance) => new(method, path, query, headers, body) { Disturbance = disturbance };

    /// <summary>What makes two requests the same request: everything but the headers a client may add freely.</summary>
    public UInt128 Identity()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{method}\n{path}\n{query}\n{Header("Idempotency-Key")}\n"));
        hash.AppendData(body);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }

    private static Dictionary<string, string> ParseQuery(string query)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? string.Empty : pair[(equals + 1)..];
            result[Uri.UnescapeDataString(name)] = Uri.UnescapeDataString(value.Replace('+', ' '));
        }

        return result;
    }
}
