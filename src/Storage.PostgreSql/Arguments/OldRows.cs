namespace Crossdock.Storage.PostgreSql.Arguments;

/// <summary>Rows to forget, by id.</summary>
internal sealed record OldRows(IReadOnlyList<long> Inputs, IReadOnlyList<long> RawTexts, IReadOnlyList<long> Kpis);
