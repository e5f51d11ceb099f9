namespace Crossdock.Storage.PostgreSql.Arguments;

/// <summary>What a person wants done with one work row.</summary>
internal readonly record struct Intervention(string Tenant, long WorkId, string Actor, string Reason, DateTimeOffset Now);
