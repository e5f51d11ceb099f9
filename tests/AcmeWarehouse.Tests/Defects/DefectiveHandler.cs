using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;

namespace Crossdock.AcmeWarehouse.Tests.Defects;

/// <summary>Defects in what a connector sends.</summary>
internal sealed class DefectiveHandler(Defect defect) : DelegatingHandler
{
    private static int s_calls;
    private readonly int _process = Interlocked.Increment(ref s_calls);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.TryGetValues("Idempotency-Key", out var keys) && Key(keys.Single()) is { } key)
        {
            request.Headers.Remove("Idempotency-Key");
            request.Headers.Add("Idempotency-Key", key);
        }

        if (defect == Defect.ReadingMarks && request.RequestUri!.AbsolutePath == "/shipments")
        {
            using var mark = new HttpRequestMessage(HttpMethod.Post, new Uri(request.RequestUri, "/exported"));
            (await base.SendAsync(mark, cancellationToken)).Dispose();
        }

        var answer = await base.SendAsync(request, cancellationToken);
        if (defect == Defect.ProbeMatchesPrefix && request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == "/requests" && answer.IsSuccessStatusCode)
        {
            var reference = System.Web.HttpUtility.ParseQueryString(request.RequestUri.Query)["reference"];
            var rows = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!;
            foreach (var row in rows["requests"]!.AsArray())
            {
                row!["reference"] = reference;
            }

            answer.Content = new StringContent(rows.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return answer;
    }

    private string? Key(string key) => defect switch
    {
        Defect.KeyPerCall => $"{key}-{Interlocked.Increment(ref s_calls)}",
        Defect.KeyPerProcess => $"{key}-{_process}",
        Defect.KeyWithoutDocument => "acme",
        _ => null,
    };
}
