namespace Crossdock.TestKit.Fakes;

/// <summary>Error body of the ERP and the warehouse.</summary>
internal sealed record FakeProblem(string Code, string Message, string? Pointer);
