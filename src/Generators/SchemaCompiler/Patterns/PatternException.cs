namespace Crossdock.Generators.SchemaCompiler.Patterns;

/// <summary>A pattern is outside the supported subset, or grows too large.</summary>
internal sealed class PatternException(string message) : Exception(message);
