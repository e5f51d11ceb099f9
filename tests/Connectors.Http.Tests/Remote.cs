using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crossdock.Connectors.Http.Tests;

/// <summary>A host with one connection, <c>shop</c>.</summary>
internal sealed class Remote : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Remote(ServiceProvider services) => _services = services;

    public IServiceProvider Services => _services;

    public ConnectorHttpClient Client => _services.GetRequiredKeyedService<ConnectorHttpClient>("shop");

    public static Remote At(
        Uri address,
        Action<ConnectorHttpOptions>? configure = null,
        ConnectorHttpCredential? credential = null,
        Action<IServiceCollection>? host = null)
    {
        var options = new ConnectorHttpOptions
        {
            BaseAddress = address,
            ReadRetryDelay = TimeSpan.FromMilliseconds(1),
            MaxReadRetryDelay = TimeSpan.FromMilliseconds(20),
            PrivateHosts = { "127.0.0.1" },
        };
        configure?.Invoke(options);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));
        host?.Invoke(services);
        services.AddConnectorHttp("shop", _ => options, _ => credential);
        return new Remote(services.BuildServiceProvider());
    }

    public static ConnectorHttpRequest Read(string path = "") => new() { Method = HttpMethod.Post, Path = path, Safety = CallSafety.Safe, Body = "{\"query\":\"{}\"}"u8.ToArray() };

    public static ConnectorHttpRequest Write(string path = "") => Read(path) with { Safety = CallSafety.Unsafe };

    public Task<string> SendAsync(ConnectorHttpRequest request) =>
        Client.SendAsync(request, answer => JsonNode.Parse(answer.Body.Span)!.ToJsonString(), TestContext.Current.CancellationToken);

    public async Task<ConnectorError> FailAsync(ConnectorHttpRequest request) =>
        (await Should.ThrowAsync<ConnectorException>(() => SendAsync(request))).Error;

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
