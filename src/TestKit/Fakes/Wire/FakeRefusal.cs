namespace Crossdock.TestKit.Fakes;

/// <summary>A request the ERP or the warehouse refuses; becomes its error body.</summary>
internal sealed class FakeRefusal(int status, string code, string message, string? pointer = null) : Exception(message)
{
    public FakeResponse Response { get; } = FakeResponse.Problem(status, code, message, pointer);

    /// <summary>Refuses a document with 422 unless the condition holds.</summary>
    public static void Unless(bool holds, string code, string message, string pointer)
    {
        if (!holds)
        {
            throw new FakeRefusal(422, code, message, pointer);
        }
    }
}
