using Crossdock.Storage;

namespace Crossdock.Runtime.Tests;

/// <summary>What a failure may say: a connector's own error as it is, of anything else only its type, since its message may quote a document or a secret.</summary>
public sealed class FailureTextTests
{
    private static readonly ConnectorError s_own = new() { Kind = ErrorKind.Conflict, Message = "changed meanwhile", RemoteCode = "409" };

    [Fact]
    public void An_error_of_the_connector_is_kept()
    {
        FailureText.ToError(new ConnectorException(s_own), "erp").ShouldBe(s_own);
        FailureText.ToWriteError(new ConnectorException(s_own), "erp").ShouldBe(s_own);
    }

    [Fact]
    public void A_failed_read_changed_nothing()
    {
        var error = FailureText.ToError(new FormatException("canary@example.org"), "erp");

        (error.Kind, error.RemoteCode).ShouldBe((ErrorKind.Transient, "FormatException"));
        error.Message.ShouldBe("'erp' failed with FormatException; connectors should throw ConnectorException.");
    }

    [Fact]
    public void A_store_that_failed_meanwhile_is_named()
    {
        var error = FailureText.ToError(new StoreException(StoreErrorKind.Unavailable, "canary@example.org"), "erp");

        (error.Kind, error.RemoteCode, error.Message).ShouldBe((ErrorKind.Transient, "StoreException", "The store failed (Unavailable)."));
    }

    [Fact]
    public void A_failed_write_may_have_happened()
    {
        var error = FailureText.ToWriteError(new FormatException("canary@example.org"), "erp");

        (error.Kind, error.RemoteCode).ShouldBe((ErrorKind.UnknownOutcome, "FormatException"));
        error.Message.ShouldBe("'erp' failed with FormatException, so the effect may or may not have happened.");
    }

    [Theory]
    [InlineData("host-stopped", true)]
    [InlineData("process-stopped", true)]
    [InlineData("timeout", false)]
    [InlineData(null, false)]
    public void Our_own_stop_is_told_from_the_remotes_failure(string? code, bool isOwn) => FailureText.IsOwnStop(s_own with { RemoteCode = code }).ShouldBe(isOwn);

    [Theory]
    [InlineData(ErrorKind.Transient, "transient")]
    [InlineData(ErrorKind.Throttled, "throttled")]
    [InlineData(ErrorKind.Auth, "auth")]
    [InlineData(ErrorKind.Validation, "validation")]
    [InlineData(ErrorKind.Conflict, "conflict")]
    [InlineData(ErrorKind.NotFound, "not_found")]
    [InlineData(ErrorKind.UnknownOutcome, "unknown_outcome")]
    [InlineData(ErrorKind.Permanent, "permanent")]
    public void Metrics_name_the_kind(ErrorKind kind, string name) => FailureText.KindOf(s_own with { Kind = kind }).ShouldBe(name);
}
