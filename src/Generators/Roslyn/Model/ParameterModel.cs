namespace Crossdock.Generators.Roslyn.Model;

/// <summary>A constructor parameter and where its value comes from.</summary>
internal sealed record ParameterModel(ParameterOrigin Origin, string Type);
