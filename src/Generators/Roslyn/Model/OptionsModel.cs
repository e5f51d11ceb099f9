namespace Crossdock.Generators.Roslyn.Model;

/// <summary>The options type; the registration can be public only where it is.</summary>
internal sealed record OptionsModel(string Type, bool IsPublic);
