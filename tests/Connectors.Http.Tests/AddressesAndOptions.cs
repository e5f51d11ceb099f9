using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crossdock.Connectors.Http.Tests;

/// <summary>Where a connection may go, and how its options are checked.</summary>
public class AddressesAndOptions
{
    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://192.168.0.1/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://localhost/")]
    public async Task A_private_address_is_refused_until_its_host_is_listed(string address)
    {
        await using var remote = Remote.At(new Uri(address), options => options.PrivateHosts.Clear());

        var error = await remote.FailAsync(Remote.Write());

        error.Kind.ShouldBe(ErrorKind.Permanent);
        error.Message.ShouldContain("Crossdock:Connections:shop:Http:PrivateHosts");
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    public async Task An_address_that_is_never_a_remote_is_refused_even_when_listed(string host)
    {
        await using var remote = Remote.At(new Uri($"https://{host}/"), options => options.PrivateHosts.Add(host));

        (await remote.FailAsync(Remote.Write())).Kind.ShouldBe(ErrorKind.Permanent);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var target = WireServer.Answering(WireServer.Json(200, "{}"));
        await using var server = WireServer.Answering(WireServer.Json(307, "{}", $"Location: {target.Address}\r\n"));
        await using var remote = Remote.At(server.Address);

        (await remote.FailAsync(Remote.Write())).Kind.ShouldBe(ErrorKind.Permanent);
        (await remote.FailAsync(Remote.Read())).Kind.ShouldBe(ErrorKind.Permanent);
        target.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "POST /admin-api ")]
    [InlineData("orders", "POST /admin-api/orders ")]
    [InlineData("/orders?take=1", "POST /admin-api/orders?take=1 ")]
    [InlineData("?take=1", "POST /admin-api?take=1 ")]
    [InlineData("//evil.example.com/x", "POST /admin-api/evil.example.com/x ")]
    public async Task A_path_stays_below_the_base_address(string path, string line)
    {
        await using var server = WireServer.Answering(WireServer.Json(200, "{}"));
        await using var remote = Remote.At(server.Address);

        await remote.SendAsync(Remote.Read(path));

        server.Requests.Single().ShouldStartWith(line);
    }

    [Theory]
    [InlineData("../other-api")]
    [InlineData("orders/../../other-api")]
    public async Task A_path_cannot_lead_out_of_the_base_address(string path)
    {
        await using var server = WireServer.Answering(WireServer.Json(200, "{}"));
        await using var remote = Remote.At(server.Address);

        (await remote.FailAsync(Remote.Write(path))).Kind.ShouldBe(ErrorKind.Permanent);
        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("a\nX-Evil: 1")]
    [InlineData("Löwe")]
    public async Task A_header_value_that_cannot_be_carried_is_refused_before_sending(string value)
    {
        await using var server = WireServer.Answering(WireServer.Json(200, "{}"));
        await using var remote = Remote.At(server.Address);

        var error = await remote.FailAsync(Remote.Write() with { Headers = [new("Idempotency-Key", value)] });

        error.Kind.ShouldBe(ErrorKind.Permanent);
        error.Message.ShouldContain("'Idempotency-Key'");
        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Http:BaseAddress", null, 30)]
    [InlineData("Http:BaseAddress", "/relative", 30)]
    [InlineData("Http:BaseAddress", "ftp://example.com/", 30)]
    [InlineData("Http:BaseAddress", "https://user:pw@example.com/", 30)]
    [InlineData("Http:BaseAddress", "https://example.com/?key=1", 30)]
    [InlineData("Http:PrivateHosts", "http://example.com/", 30)]
    [InlineData("Http:Timeout", "https://example.com/", 0)]
    public void A_wrong_option_is_named_with_its_path(string path, string? address, int timeout)
    {
        var options = new ConnectorHttpOptions { Timeout = TimeSpan.FromSeconds(timeout) };
        options.BaseAddress = address is null ? null : new Uri(address, UriKind.RelativeOrAbsolute);

        var problem = options.Validate(new ConnectionContext("shop")).ShouldHaveSingleItem();

        problem.ShouldContain("Crossdock:Connections:shop:" + path);
        problem.ShouldNotContain("pw");
    }

    [Fact]
    public void Good_options_have_no_problems() =>
        new ConnectorHttpOptions { BaseAddress = new Uri("https://example.com/admin-api") }.Validate(new ConnectionContext("shop")).ShouldBeEmpty();

    [Fact]
    public async Task A_client_is_not_made_with_wrong_options()
    {
        await using var remote = Remote.At(new Uri("https://example.com/"), options => options.MaxConcurrency = 0);

        Should.Throw<OptionsValidationException>(() => remote.Client).Message.ShouldContain("Crossdock:Connections:shop:Http:MaxConcurrency");
    }

    [Fact]
    public void Registering_a_connection_twice_changes_nothing()
    {
        var services = new ServiceCollection();
        services.AddConnectorHttp("shop", _ => new ConnectorHttpOptions());
        var before = services.Count;

        services.AddConnectorHttp("shop", _ => new ConnectorHttpOptions());

        services.Count.ShouldBe(before);
    }
}
