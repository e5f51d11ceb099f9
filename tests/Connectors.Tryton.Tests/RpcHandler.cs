using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Tryton.Tests;

/// <summary>Answers calls in place of the network, and keeps them.</summary>
internal sealed class RpcHandler(Func<RpcCall, (int Status, string Body)> answer) : HttpMessageHandler
{
    public ConcurrentQueue<RpcCall> Calls { get; } = new();

    public DateTimeOffset? Date { get; init; }

    /// <summary>Answers logins with a session and the company with 1; everything else with what the test says.</summary>
    public static RpcHandler LoggedIn(Func<RpcCall, (int Status, string Body)> answer, DateTimeOffset? date = null)
    {
        var sessions = 0;
        return new RpcHandler(call => call.Method switch
        {
            "common.db.login" => (200, Result($"[1,\"token-{Interlocked.Increment(ref sessions)}\"]")),
            "model.res.user.get_preferences" => (200, Result("""{"company":1,"language":"en"}""")),
            _ => answer(call),
        }) { Date = date };
    }

    /// <summary>Answers each call with the recorded answer to exactly this call, in the recorded order where there are several.</summary>
    public static RpcHandler Replaying(string capture)
    {
        var left = Capture.Load(capture).ToList();
        return new RpcHandler(call =>
        {
            if (call.Method == "common.db.login")
            {
                return (200, Result("[1,\"token\"]")); // never recorded: it holds a password
            }

            lock (left)
            {
                var match = left.FindIndex(one => one.Method == call.Method && JsonNode.DeepEquals(one.Params, call.Params));
                if (match < 0)
                {
                    Assert.Fail($"No recorded answer to {call.Method} {call.Params.ToJsonString()}.");
                }

                var exchange = left[match];
                left.RemoveAt(match);
                return (exchange.Status, exchange.Body);
            }
        });
    }

    public static string Result(string json) => $$"""{"id":1,"result":{{json}}}""";

    public static string Error(string json) => $$"""{"id":1,"error":{{json}}}""";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsObject();
        var call = new RpcCall((string)body["method"]!, body["params"]!.AsArray(), body, request.Headers.Authorization?.ToString());
        Calls.Enqueue(call);
        var (status, text) = answer(call);
        return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(text, Encoding.UTF8, "application/json"), Headers = { Date = Date } };
    }
}
