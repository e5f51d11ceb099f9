namespace Crossdock.Connectors.Tryton;

/// <summary>
/// The connection's session: opened when it is first needed and renewed when the server forgot it. However many calls find it
/// expired, one of them logs in: the server counts logins and refuses more than a few.
/// </summary>
internal sealed class TrytonSession(TrytonOptions options, ISecretProvider secrets, Func<string, CancellationToken, Task<TrytonToken>> logIn)
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private TrytonToken? _token;
    private int? _company;

    public async Task<TrytonToken> GetAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _token) ?? await RenewAsync(null, cancellationToken).ConfigureAwait(false);

    /// <summary>Logs in unless somebody else did since <paramref name="expired"/> was handed out.</summary>
    public async Task<TrytonToken> RenewAsync(TrytonToken? expired, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_token is { } current && current != expired)
            {
                return current;
            }

            var password = await secrets.GetAsync(options.Password!, cancellationToken).ConfigureAwait(false);
            var token = await logIn(password.Reveal(), cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _token, token);
            return token;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task<int> CompanyAsync(Func<CancellationToken, Task<int>> ask, CancellationToken cancellationToken) =>
        _company ??= await ask(cancellationToken).ConfigureAwait(false);
}
