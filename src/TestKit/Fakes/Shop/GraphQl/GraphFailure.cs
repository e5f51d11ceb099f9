namespace Crossdock.TestKit.Fakes;

/// <summary>A GraphQL error, in one of the three shapes the shop sends.</summary>
/// <param name="status">400 for a document that is refused, 200 for everything later.</param>
/// <param name="code">Value of <c>extensions.code</c>; null where the shop sends none.</param>
/// <param name="message">The message.</param>
/// <param name="at">Where in the document.</param>
/// <param name="path">The root field that failed, or null when nothing was executed.</param>
internal sealed class GraphFailure(int status, string? code, string message, GraphPosition? at = null, string? path = null) : Exception(message)
{
    public int Status => status;

    public string? Code => code;

    /// <summary>The same failure, told by the root field it happened in.</summary>
    public GraphFailure Within(GraphField field) => new(status, code, Message, at ?? field.At, path ?? field.Key);

    public FakeResponse ToResponse()
    {
        var error = new Dictionary<string, object?> { ["message"] = Message };
        if (at is { } position)
        {
            error["locations"] = new[] { new { position.Line, position.Column } };
        }

        if (path is not null)
        {
            error["path"] = new[] { path };
        }

        if (status == 400)
        {
            error["extensions"] = new { Http = new { Status = 400, Headers = new { } }, Code = code };
        }
        else if (code is not null)
        {
            error["extensions"] = new { Code = code };
        }

        return path is null
            ? FakeResponse.Json(status, new { Errors = new[] { error } })
            : FakeResponse.Json(status, new Dictionary<string, object?> { ["errors"] = new[] { error }, ["data"] = null });
    }
}
