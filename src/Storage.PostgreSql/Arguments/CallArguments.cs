namespace Crossdock.Storage.PostgreSql.Arguments;

/// <summary>What a function of the schema is called with.</summary>
/// <param name="Json">The members.</param>
/// <param name="Content">The documents they point into.</param>
internal readonly record struct CallArguments(string Json, byte[] Content)
{
    /// <summary>Bytes.</summary>
    public long Size => Json.Length + Content.Length;
}
