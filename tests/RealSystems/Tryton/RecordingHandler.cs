using System.Text.Json.Nodes;

namespace Crossdock.RealSystems.Tryton;

/// <summary>Keeps every exchange but logins, one JSON object a line, for replay in tests/Connectors.Tryton.Tests.</summary>
internal sealed class RecordingHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly List<string> _lines = [];

    public void Save(string file)
    {
        File.WriteAllLines(file, _lines);
        _lines.Clear();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new StringContent(asked.ToJsonString(), System.Text.Encoding.UTF8, "application/json") };
        copy.Headers.Authorization = request.Headers.Authorization;
        var answer = await base.SendAsync(copy, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if ((string)asked["method"]! != "common.db.login")
        {
            lock (_lines)
            {
                _lines.Add(new JsonObject
                {
                    ["method"] = asked["method"]!.DeepClone(),
                    ["params"] = asked["params"]!.DeepClone(),
                    ["status"] = (int)answer.StatusCode,
                    ["body"] = JsonNode.Parse(text),
                }.ToJsonString());
            }
        }

        return answer;
    }
}
