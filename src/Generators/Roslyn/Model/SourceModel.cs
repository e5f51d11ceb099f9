namespace Crossdock.Generators.Roslyn.Model;

/// <summary>A declared change source.</summary>
internal sealed record SourceModel(string Document, string Cursor, TimeSpan DeclaredLateness, string? MissedChanges, int Cost);
