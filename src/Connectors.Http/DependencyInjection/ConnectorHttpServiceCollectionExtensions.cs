using System.Net;
using System.Net.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Crossdock.Connectors.Http;

/// <summary>Registers the HTTP client of a connection.</summary>
public static class ConnectorHttpServiceCollectionExtensions
{
    /// <summary>
    /// Registers a <see cref="ConnectorHttpClient"/> as keyed service under the connection's name. Registering a name again
    /// changes nothing.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="connection">The connection's name.</param>
    /// <param name="options">Finds the connection's options; called once, when the client is first used.</param>
    /// <param name="credential">Finds the connection's credential; null when it has none.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddConnectorHttp(
        this IServiceCollection services,
        string connection,
        Func<IServiceProvider, ConnectorHttpOptions> options,
        Func<IServiceProvider, ConnectorHttpCredential?>? credential = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(connection);
        ArgumentNullException.ThrowIfNull(options);
        if (services.Any(service => service.IsKeyedService && service.ServiceType == typeof(ConnectorHttpClient) && connection.Equals(service.ServiceKey)))
        {
            return services;
        }

        var context = new ConnectionContext(connection);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISecretProvider, EnvironmentSecretProvider>();
        services.TryAddSingleton<RequestMeter>();
        services.AddKeyedSingleton(connection, (provider, _) => new ConnectorHttpClient(
            context,
            Validated(context, options(provider)),
            credential?.Invoke(provider),
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<ISecretProvider>(),
            provider.GetRequiredService<RequestMeter>(),
            provider.GetRequiredService<TimeProvider>()));

        // What a host sets for all its clients comes first, so this has the last word: no second pipeline and no logging of addresses.
        var client = services.AddHttpClient(ConnectorHttpClient.ClientName(connection))
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => PrimaryHandler(context, options(provider)))
            .RemoveAllLoggers();
#pragma warning disable EXTEXP0001 // the only way to take out what ConfigureHttpClientDefaults added
        client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        return services;
    }

    private static ConnectorHttpOptions Validated(ConnectionContext connection, ConnectorHttpOptions options) =>
        options.Validate(connection) is { Count: > 0 } problems
            ? throw new OptionsValidationException(connection.Name, typeof(ConnectorHttpOptions), problems)
            : options;

    private static SocketsHttpHandler PrimaryHandler(ConnectionContext connection, ConnectorHttpOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = options.ConnectTimeout < options.Timeout ? options.ConnectTimeout : options.Timeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = new AddressPolicy(connection, options).ConnectAsync,
    };
}
