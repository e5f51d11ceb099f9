namespace Crossdock.TestKit.Conformance;

/// <summary>What every connection check keeps: it answers, and shows no secret.</summary>
public abstract class ConnectionCheckConformance : ConnectorConformance
{
    /// <inheritdoc/>
    protected override string PortName => "connection check";

    /// <summary>CDT-CON-001.</summary>
    [ConformanceRule("CDT-CON-001", "A good connection is healthy", Expected = "IsHealthy, and nothing written.", Others = "They make one small read that needs the scopes the connector needs.")]
    public Task A_good_connection_is_healthy() => CheckAsync(async () =>
    {
        var health = await CheckConnectionAsync(new ConnectionSetup(Wire));
        Require(health.IsHealthy, $"called a good connection unhealthy: {health.Detail}");
        Require(Wire.Exchanges.Any(), "asked nothing");
        Require(Wire.Exchanges.All(exchange => !exchange.IsWrite), "wrote to the remote");
    });

    /// <summary>CDT-CON-002.</summary>
    [ConformanceRule("CDT-CON-002", "A wrong credential is unhealthy, and is not shown", Expected = "Not healthy, a text that says what to do, and no secret in it.", Others = "They name the configuration path, never the value.")]
    public Task A_wrong_credential_is_unhealthy() => CheckAsync(async () =>
    {
        var health = await CheckConnectionAsync(new ConnectionSetup(Wire) { WrongCredential = true });
        Require(!health.IsHealthy, "called a connection with a wrong credential healthy");
        Require(health.Detail.Length > 0, "did not say what is wrong");
        Require(!health.Detail.Contains(ConnectionSetup.WrongSecret, StringComparison.Ordinal), "showed the credential");
    });

    /// <summary>CDT-CON-003.</summary>
    [ConformanceRule("CDT-CON-003", "A remote that is away is a result", Expected = "Not healthy, no exception.", Others = "They catch ConnectorException in the check, and nowhere else.")]
    public Task A_remote_that_is_away_is_a_result() => CheckAsync(async () =>
    {
        foreach (var kind in new[] { WireFaultKind.NoConnection, WireFaultKind.TimedOut, WireFaultKind.ErrorAfterwards, WireFaultKind.HtmlPage })
        {
            Wire.Fail(new WireFault(kind) { Times = 100, Status = 503 });
            Require(!(await CheckConnectionAsync(new ConnectionSetup(Wire))).IsHealthy, $"called a connection healthy whose remote gave {kind}");
            Wire.Heal();
        }
    });

    private async Task<ConnectionHealth> CheckConnectionAsync(ConnectionSetup setup) => await (await ConnectAsync<IConnectionCheck>(setup)).CheckAsync(Stop);
}
