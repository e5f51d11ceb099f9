using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crossdock.Connectors.Http.Tests;

/// <summary>Canary secrets and personal data in every place reach the remote, and neither logs nor errors.</summary>
public class Discretion
{
    private const string Key = "canary-key-7311";
    private const string Person = "canary-ada@example.com";

    public static TheoryData<string> Failures => new(
        WireServer.Json(500, $"{{\"message\":\"{Person} {Key}\"}}", $"X-Debug: {Key} {Person}\r\n"),
        WireServer.Json(401, $"{{\"message\":\"bad key {Key}\"}}"),
        WireServer.Json(302, "{}", $"Location: https://login.example.com/?who={Person}&key={Key}\r\n"),
        WireServer.Json(200, $"<html>{Person} {Key}</html>"),
        $"HTTP/1.1 200 OK\r\n{Key} {Person}\r\n\r\n",
        $"HTTP/1.1 2oo {Key} {Person}\r\n\r\n");

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task No_text_shows_a_secret_or_a_person(string answer)
    {
        var logs = new Lines();
        await using var server = WireServer.Answering(answer);
        await using var remote = Remote.At(
            server.Address,
            credential: ConnectorHttpCredential.Header("vendure-api-key", new SecretReference("insecure-literal-for-tests:" + Key)),
            host: services => services.AddLogging(logging => logging.AddProvider(logs)));
        var request = Remote.Write($"orders?email={Person}&token={Key}") with
        {
            Body = System.Text.Encoding.UTF8.GetBytes($"{{\"email\":\"{Person}\"}}"),
            Headers = [new("Idempotency-Key", Person)],
        };

        var exception = await Should.ThrowAsync<ConnectorException>(() => remote.SendAsync(request));

        var told = exception + string.Join('\n', logs.All);
        told.ShouldNotContain("canary");
        exception.Message.ShouldContain("Connection 'shop': POST /admin-api/orders");
        var received = server.Requests.Single();
        received.ShouldContain($"vendure-api-key: {Key}");
        received.ShouldContain(Person);
    }

    [Theory]
    [InlineData("8e7a88921f1d8a25:canary-raw-secret")]
    [InlineData("canary-raw-secret")]
    public async Task A_secret_put_in_place_of_a_reference_is_not_repeated(string raw)
    {
        await using var server = WireServer.Answering(WireServer.Json(200, "{}"));
        await using var remote = Remote.At(server.Address, credential: ConnectorHttpCredential.Bearer(new SecretReference(raw)));

        var error = await remote.FailAsync(Remote.Read());

        error.Kind.ShouldBe(ErrorKind.Auth);
        error.Message.ShouldNotContain("canary");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_environment_variable_is_named()
    {
        await using var server = WireServer.Answering(WireServer.Json(200, "{}"));
        await using var remote = Remote.At(server.Address, credential: ConnectorHttpCredential.Bearer(new SecretReference("env:CROSSDOCK_NOT_SET")));

        (await remote.FailAsync(Remote.Read())).Message.ShouldContain("CROSSDOCK_NOT_SET");
    }

    [Fact]
    public async Task A_secret_with_a_line_break_cannot_add_a_header()
    {
        await using var server = WireServer.Answering(WireServer.Json(200, "{}"));
        await using var remote = Remote.At(
            server.Address, credential: ConnectorHttpCredential.Bearer(new SecretReference("insecure-literal-for-tests:canary\r\nX-Evil: 1")));

        var error = await remote.FailAsync(Remote.Read());

        error.Kind.ShouldBe(ErrorKind.Auth);
        error.Message.ShouldNotContain("canary");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_scheme_puts_the_secret_where_it_belongs()
    {
        var secret = new SecretReference("insecure-literal-for-tests:s3cret");
        (ConnectorHttpCredential Credential, string Header)[] schemes =
        [
            (ConnectorHttpCredential.Header("x-key", secret), "x-key: s3cret"),
            (ConnectorHttpCredential.Bearer(secret), "Authorization: Bearer s3cret"),
            (ConnectorHttpCredential.Basic("ada", secret), "Authorization: Basic YWRhOnMzY3JldA=="),
            (ConnectorHttpCredential.BasicUser(secret), "Authorization: Basic czNjcmV0Og=="),
        ];
        foreach (var (credential, header) in schemes)
        {
            await using var server = WireServer.Answering(WireServer.Json(200, "{}"));
            await using var remote = Remote.At(server.Address, credential: credential);

            await remote.SendAsync(Remote.Read());

            server.Requests.Single().ShouldContain(header);
        }
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            All.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
