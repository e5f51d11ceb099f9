using System.Diagnostics.Metrics;

namespace Crossdock.Connectors.Http;

/// <summary>Counts attempts per connection and outcome.</summary>
internal sealed class RequestMeter
{
    private static readonly Dictionary<ErrorKind, string> s_kinds = Enum.GetValues<ErrorKind>().ToDictionary(kind => kind, Name);
    private readonly Counter<long> _requests;

    public RequestMeter(IMeterFactory meters) =>
        _requests = meters.Create("Crossdock").CreateCounter<long>(
            "crossdock.connection.attempts", "{attempt}", "Attempts on the wire per connection, by error kind; kind is 'ok' when answered.");

    public void Succeeded(string connection) => Count(connection, "ok");

    public void Failed(string connection, ErrorKind kind) => Count(connection, s_kinds[kind]);

    private void Count(string connection, string kind) =>
        _requests.Add(1, new KeyValuePair<string, object?>("connection", connection), new KeyValuePair<string, object?>("kind", kind));

    private static string Name(ErrorKind kind)
    {
        var name = kind.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
