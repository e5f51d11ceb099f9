using System.Text.Json.Nodes;

namespace Crossdock.RealSystems.Vendure;

/// <summary>Lets a call reach the shop and be committed there, and then loses the answer, as a time-out after the commit does.</summary>
public sealed class LostAnswers : DelegatingHandler
{
    private readonly Lock _lock = new();
    private readonly Queue<string> _toLose = new();

    /// <summary>How many answers were lost.</summary>
    public int Lost { get; private set; }

    /// <summary>The next answer to this operation is lost.</summary>
    public void Lose(string operation)
    {
        lock (_lock)
        {
            _toLose.Enqueue(operation);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
        var response = await base.SendAsync(request, cancellationToken);
        lock (_lock)
        {
            if (!_toLose.TryPeek(out var operation) || operation != (string?)body?["operationName"])
            {
                return response;
            }

            _toLose.Dequeue();
            Lost++;
        }

        response.Dispose();
        throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was lost on its way.");
    }
}
