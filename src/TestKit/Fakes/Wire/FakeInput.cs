using System.Text.Json;

namespace Crossdock.TestKit.Fakes;

/// <summary>Reads a request body the way the ERP and the warehouse do: shape errors are 422 with a JSON Pointer.</summary>
internal static class FakeInput
{
    private const string MissingMembers = "missing required properties including: ";

    /// <exception cref="FakeRefusal">400 when the body is not JSON, 422 when it has another shape.</exception>
    public static T Read<T>(FakeRequest request)
    {
        try
        {
            using var document = JsonDocument.Parse(request.Body);
            return document.RootElement.Deserialize<T>(FakeJson.Options) ?? throw new FakeRefusal(422, "bad-shape", "The body must be an object.", string.Empty);
        }
        catch (JsonException exception) when (exception.Path is null)
        {
            throw new FakeRefusal(400, "bad-json", "The body is not JSON.");
        }
        catch (JsonException exception)
        {
            throw Explain(exception);
        }
    }

    /// <summary>Path <c>$.lines[0].sku</c> becomes pointer <c>/lines/0/sku</c>; for a missing member its name is appended.</summary>
    private static FakeRefusal Explain(JsonException exception)
    {
        var pointer = exception.Path!.TrimStart('$').Replace('.', '/').Replace('[', '/').Replace("]", string.Empty, StringComparison.Ordinal);
        var missing = exception.Message.IndexOf(MissingMembers, StringComparison.Ordinal);
        if (missing >= 0)
        {
            var name = exception.Message[(missing + MissingMembers.Length)..].Split('\'', 3)[1];
            return new FakeRefusal(422, "missing", $"{name} is missing.", $"{pointer}/{name}");
        }

        var message = exception.Message.Contains("Crossdock", StringComparison.Ordinal) || exception.Message.Contains("System.", StringComparison.Ordinal)
            ? "The value has the wrong type."
            : exception.Message.Split(" Path: ", 2)[0];
        return new FakeRefusal(422, "bad-shape", message, pointer);
    }
}
