using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Vendure.Tests;

/// <summary>A call as it reaches the shop.</summary>
internal sealed record GraphQlCall(string Operation, JsonObject Variables, HttpRequestMessage Message);

/// <summary>Answers GraphQL calls in place of the network, and keeps them.</summary>
internal sealed class GraphQlHandler(Func<GraphQlCall, (int Status, JsonNode Body)> answer) : HttpMessageHandler
{
    /// <summary>The shop's clock, told with each answer; null when it tells none.</summary>
    public Func<DateTimeOffset?> Date { get; init; } = () => null;

    /// <summary>How long the shop takes for each answer.</summary>
    public TimeSpan Takes { get; init; }

    public ConcurrentQueue<GraphQlCall> Calls { get; } = new();

    /// <summary>Answers each call with the first unused capture that was the answer to exactly this call.</summary>
    public static GraphQlHandler Replaying(params string[] captures)
    {
        var left = captures.Select(name => (Name: name, Capture: Capture.Load(name))).ToList();
        return new GraphQlHandler(call =>
        {
            var match = left.FindIndex(one => one.Capture.Operation == call.Operation && JsonNode.DeepEquals(one.Capture.Variables, call.Variables));
            if (match < 0)
            {
                Assert.Fail($"No capture answers {call.Operation} {call.Variables.ToJsonString()}.");
            }

            var capture = left[match].Capture;
            left.RemoveAt(match);
            return (capture.Status, capture.Body.DeepClone());
        });
    }

    public static GraphQlHandler Always(int status, JsonNode body) => new(_ => (status, body.DeepClone()));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        var call = new GraphQlCall((string)body["operationName"]!, body["variables"]!.AsObject(), request);
        Calls.Enqueue(call);
        await Task.Delay(Takes, TimeProvider.System, cancellationToken);
        var (status, answerBody) = answer(call);
        return new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(answerBody.ToJsonString(), Encoding.UTF8, "application/json"),
            Headers = { Date = Date() },
        };
    }
}
