namespace Crossdock.Generators.SchemaCompiler.Schema;

/// <summary>A place in a schema file.</summary>
/// <param name="File">File name without folder.</param>
/// <param name="Pointer">RFC 6901 JSON Pointer inside the file.</param>
internal sealed record SchemaLocation(string File, string Pointer)
{
    /// <summary>The place one level down.</summary>
    public SchemaLocation At(string token) => this with { Pointer = $"{Pointer}/{token.Replace("~", "~0").Replace("/", "~1")}" };

    /// <inheritdoc />
    public override string ToString() => $"{File}#{Pointer}";
}
