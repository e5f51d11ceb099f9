namespace Crossdock.Generators.Roslyn.Model;

/// <summary>A declared quota.</summary>
internal sealed record QuotaModel(int Capacity, int Refill, TimeSpan Per);
