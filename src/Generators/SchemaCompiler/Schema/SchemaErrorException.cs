namespace Crossdock.Generators.SchemaCompiler.Schema;

/// <summary>The schemas cannot be compiled; nothing was written.</summary>
internal sealed class SchemaErrorException(IReadOnlyList<SchemaError> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    public SchemaErrorException(SchemaLocation location, string message)
        : this([new SchemaError(location, message)])
    {
    }

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<SchemaError> Errors { get; } = errors;
}
