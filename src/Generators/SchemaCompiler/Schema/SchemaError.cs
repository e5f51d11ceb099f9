namespace Crossdock.Generators.SchemaCompiler.Schema;

/// <summary>Something in a schema that cannot be compiled.</summary>
/// <param name="Location">File and JSON Pointer.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
internal sealed record SchemaError(SchemaLocation Location, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{Location}: {Message}";
}
