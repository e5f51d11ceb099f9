namespace Crossdock;

/// <summary>Points to a secret, e.g. <c>env:VENDURE_API_KEY</c>. Safe to log and to keep in configuration.</summary>
/// <param name="Value">Scheme and name.</param>
public sealed record SecretReference(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
