using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Crossdock.Connectors.Http.Tests;

/// <summary>A call whose TLS connection does not come about was never sent.</summary>
public class SecureConnections
{
    [Fact]
    public async Task A_plain_remote_where_TLS_is_expected_was_never_sent()
    {
        await using var server = WireServer.Answering("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        await using var remote = Remote.At(new UriBuilder(server.Address) { Scheme = "https" }.Uri);

        (await remote.FailAsync(Remote.Write())).Kind.ShouldBe(ErrorKind.Transient);
    }

    [Fact]
    public async Task A_remote_that_never_finishes_the_handshake_was_never_sent_to()
    {
        await using var server = WireServer.Doing((_, _, stop) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
        await using var remote = Remote.At(
            new UriBuilder(server.Address) { Scheme = "https" }.Uri, options => options.ConnectTimeout = TimeSpan.FromMilliseconds(200));

        var error = await remote.FailAsync(Remote.Write());

        error.Kind.ShouldBe(ErrorKind.Transient);
        error.RemoteCode.ShouldBe("timeout");
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = HandshakeAsync(listener, certificate);
        await using var remote = Remote.At(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));

        var error = await remote.FailAsync(Remote.Write());

        error.Kind.ShouldBe(ErrorKind.Transient);
        error.Message.ShouldContain("certificate");
        await serving;
    }

    private static async Task HandshakeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var socket = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await using var stream = new SslStream(new NetworkStream(socket));
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            (await stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken)).ShouldBe(0, "nothing may be sent to a remote that is not trusted");
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            // The client refused, as it should.
        }
    }
}
