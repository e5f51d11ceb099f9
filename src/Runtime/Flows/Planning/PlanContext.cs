namespace Crossdock.Runtime;

/// <summary>What planning needs to know besides the document.</summary>
internal sealed record PlanContext(string Tenant, DateTimeOffset Now, TimeSpan PrerequisiteTimeout, int MaxDocumentBytes);
