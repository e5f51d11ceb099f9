namespace Crossdock.RealSystems.Medusa;

/// <summary>Lets a call reach the shop and be committed there, and then loses the answer, as a time-out after the commit does.</summary>
public sealed class LostAnswers : DelegatingHandler
{
    private readonly Lock _lock = new();
    private string? _ending;

    /// <summary>How many answers were lost.</summary>
    public int Lost { get; private set; }

    /// <summary>The next answer to a change whose path ends like this is lost.</summary>
    public void Lose(string ending)
    {
        lock (_lock)
        {
            _ending = ending;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        lock (_lock)
        {
            if (_ending is null || request.Method != HttpMethod.Post || !request.RequestUri!.AbsolutePath.EndsWith(_ending, StringComparison.Ordinal))
            {
                return response;
            }

            _ending = null;
            Lost++;
        }

        response.Dispose();
        throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was lost on its way.");
    }
}
