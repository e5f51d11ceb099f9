namespace Crossdock.Generators.Roslyn.Model;

/// <summary>A declared status axis.</summary>
internal sealed record StatusAxisModel(string Axis, string Confidence);
