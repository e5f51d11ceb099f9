namespace Crossdock.Connectors.Http;

/// <summary>
/// The default secret provider: <c>env:NAME</c> reads an environment variable. For tests only there is
/// <c>insecure-literal-for-tests:VALUE</c>. Hosts with a vault register their own <see cref="ISecretProvider"/>.
/// </summary>
public sealed class EnvironmentSecretProvider : ISecretProvider
{
    private const string Variable = "env:";
    private const string Literal = "insecure-literal-for-tests:";

    /// <inheritdoc/>
    public ValueTask<Secret> GetAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var text = reference.Value;
        if (text.StartsWith(Literal, StringComparison.Ordinal) && text.Length > Literal.Length)
        {
            return ValueTask.FromResult(new Secret(text[Literal.Length..]));
        }

        if (!text.StartsWith(Variable, StringComparison.Ordinal))
        {
            // The text is not repeated: somebody may have put the secret itself here.
            throw new ConnectorException(ErrorKind.Auth, "A secret reference has no scheme this host knows. Write env:NAME, or register an ISecretProvider for your vault.");
        }

        var value = Environment.GetEnvironmentVariable(text[Variable.Length..]);
        return string.IsNullOrEmpty(value)
            ? throw new ConnectorException(ErrorKind.Auth, $"The secret '{text}' is not there: set the environment variable '{text[Variable.Length..]}'.")
            : ValueTask.FromResult(new Secret(value));
    }
}
