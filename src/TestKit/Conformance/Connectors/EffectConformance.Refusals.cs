namespace Crossdock.TestKit.Conformance;

/// <content>What is refused, and what cannot be asked.</content>
public abstract partial class EffectConformance<TCommand>
{
    /// <summary>CDT-EFF-020.</summary>
    [ConformanceRule("CDT-EFF-020", "Without a connection nothing is claimed", Expected = "Transient or UnknownOutcome, and one effect after recovery.",
        Others = "They let Connectors.Http tell 'never sent' from 'sent, no answer'.")]
    public Task Without_a_connection_nothing_is_claimed() => CheckAsync(async () =>
    {
        var error = await RefusedByWireAsync(new WireFault(WireFaultKind.NoConnection));
        Require(error.Kind is ErrorKind.Transient or ErrorKind.UnknownOutcome, $"threw {error.Kind} when there was no connection");
    });

    /// <summary>CDT-EFF-021.</summary>
    [ConformanceRule("CDT-EFF-021", "Throttling says how long to wait", Expected = "Throttled with the RetryAfter the remote asked for (7 s), and no effect.",
        Others = "They read Retry-After in seconds and hand it on; waiting is the runtime's, once for all workers.")]
    public Task Throttling_says_how_long_to_wait() => CheckAsync(async () =>
    {
        var error = await RefusedByWireAsync(new WireFault(WireFaultKind.Refused) { Status = 429, RetryAfter = "7" });
        Require(error.Kind == ErrorKind.Throttled, $"threw {error.Kind} on 429");
        Require(error.RetryAfter == TimeSpan.FromSeconds(7), $"gave RetryAfter {error.RetryAfter?.ToString() ?? "null"} when the remote asked for 7 s");
    });

    /// <summary>CDT-EFF-022.</summary>
    [ConformanceRule("CDT-EFF-022", "An expired credential is an Auth error", Expected = "Auth, no effect, and no retry by itself.",
        Others = "They map 401 and 403 to Auth, so that the runtime pauses the connection and tells a person.")]
    public Task An_expired_credential_is_an_auth_error() => CheckAsync(async () =>
    {
        var error = await RefusedByWireAsync(new WireFault(WireFaultKind.Refused) { Status = 401 });
        Require(error.Kind == ErrorKind.Auth, $"threw {error.Kind} on 401");
    });

    /// <summary>CDT-EFF-023.</summary>
    [ConformanceRule("CDT-EFF-023", "A refused document is named", Expected = "Rejected, or a Validation, Conflict or NotFound error, with the field and a text; no effect.",
        Others = "They translate the remote's field into a JSON Pointer of the canonical document.")]
    public Task A_refused_document_is_named() => CheckAsync(async () =>
    {
        var request = Given(await NextRefusedRequestAsync(), nameof(NextRefusedRequestAsync));
        ConnectorError? error;
        try
        {
            var result = await ExecuteAsync(request);
            Require(result.Outcome == EffectOutcome.Rejected, $"answered {result.Outcome} to a document the remote refuses");
            error = result.Error;
        }
        catch (ConnectorException exception)
        {
            error = exception.Error;
        }

        Require(error?.Kind is ErrorKind.Validation or ErrorKind.Conflict or ErrorKind.NotFound or ErrorKind.Permanent, $"said {error?.Kind.ToString() ?? "nothing"} about a refused document");
        Require(!string.IsNullOrWhiteSpace(error!.Message), "gave no text");
        Require(error.Pointer?.StartsWith('/') == true, $"named no field ('{error.Message}')");
        await RequireCountAsync(request, 0, "after a refusal");
    });

    /// <summary>CDT-EFF-024.</summary>
    [ConformanceRule("CDT-EFF-024", "A probe that cannot ask does not answer", Expected = "A ConnectorException; never NotFound, which would send again, and never Found.",
        Others = "They let the failure of the search pass as it is.")]
    public Task A_probe_that_cannot_ask_does_not_answer() => CheckAsync(async () =>
    {
        if (Effect.Idempotency == IdempotencyMode.None)
        {
            NotRelevant("the manifest declares that nothing can be asked");
        }

        var request = await NextRequestAsync();
        await ExecuteAsync(request);
        foreach (var kind in new[] { WireFaultKind.NoConnection, WireFaultKind.ErrorAfterwards, WireFaultKind.HtmlPage, WireFaultKind.Refused })
        {
            var port = await ConnectAsync<IEffectPort<TCommand>>();
            Wire.Fail(new WireFault(kind) { Times = 100, Status = kind == WireFaultKind.Refused ? 401 : 503 });
            await RefusalOfAsync(() => port.ProbeAsync(request, Stop), $"when its search got {kind}");
            Wire.Heal();
        }
    });

    /// <summary>CDT-EFF-025.</summary>
    [ConformanceRule("CDT-EFF-025", "Amounts and quantities arrive to the last digit", Expected = "The remote's books hold what was sent.",
        Others = "They never convert through floating point, and refuse what the remote would round.")]
    public Task Amounts_and_quantities_arrive() => CheckAsync(async () =>
    {
        var request = await NextRequestAsync();
        await ExecuteAsync(request);
        var values = Given(await ReadValuesAsync(request), nameof(ReadValuesAsync));
        Require(values.Count > 0, "had no value to compare");
        RequireEqual(values, "");
    });

    /// <summary>CDT-EFF-026.</summary>
    [ConformanceRule("CDT-EFF-026", "A call that is cancelled before it begins does nothing", Expected = "OperationCanceledException or a ConnectorException, and no effect.",
        Others = "They hand the token to every call.")]
    public Task A_cancelled_call_does_nothing() => CheckAsync(async () =>
    {
        var request = await NextRequestAsync();
        var port = await ConnectAsync<IEffectPort<TCommand>>();
        try
        {
            await port.ExecuteAsync(request, new CancellationToken(canceled: true));
            Require(false, "answered although the call was cancelled");
        }
        catch (Exception exception) when (exception is OperationCanceledException or ConnectorException)
        {
            // either says it
        }

        await RequireCountAsync(request, 0, "after a cancelled call");
    });

    /// <summary>CDT-EFF-027.</summary>
    [ConformanceRule("CDT-EFF-027", "The same key with another payload is an error", Expected = "A Conflict, and the first effect stays as it was.",
        Others = "They compare the remote's stored payload hash, or let the remote do it.")]
    public Task The_same_key_with_another_payload_is_an_error() => CheckAsync(async () =>
    {
        if (Effect.Idempotency != IdempotencyMode.NativeKey)
        {
            NotRelevant("the manifest declares no native key");
        }

        var request = await NextRequestAsync();
        var other = Given(WithOtherPayload(request), nameof(WithOtherPayload));
        await ExecuteAsync(request);
        try
        {
            var result = await ExecuteAsync(other);
            Require(result.Outcome == EffectOutcome.Rejected, $"answered {result.Outcome} to another payload under a used key");
        }
        catch (ConnectorException exception)
        {
            Require(exception.Kind is ErrorKind.Conflict or ErrorKind.Validation, $"threw {exception.Kind} on another payload under a used key");
        }

        await RequireCountAsync(request, 1, "after another payload");
        RequireEqual(await ReadValuesAsync(request) ?? [], "of the first payload, after another one came under its key,");
    });

    /// <summary>CDT-EFF-028.</summary>
    [ConformanceRule("CDT-EFF-028", "A wrong credential is an Auth error that does not show it", Expected = "Auth, no effect, and no credential in the text of the error.",
        Others = "They name the configuration path of the credential, and keep requests and their headers out of errors.")]
    public Task A_wrong_credential_is_not_shown() => CheckAsync(async () =>
    {
        var request = await NextRequestAsync();
        var setup = new ConnectionSetup(Wire) { WrongCredential = true };
        var error = await RefusalOfAsync(
            async () => await (await ConnectAsync<IEffectPort<TCommand>>(setup)).ExecuteAsync(request, Stop), "with a wrong credential");
        Require(error.Kind == ErrorKind.Auth, $"threw {error.Kind} with a wrong credential");
        Require(!error.Message.Contains(ConnectionSetup.WrongSecret, StringComparison.Ordinal), "showed the credential in its error");
        await RequireCountAsync(request, 0, "with a wrong credential");
    });
}
