namespace Crossdock.TestKit.Conformance;

/// <summary>What every webhook translator keeps: nothing unsigned gets in, and nothing signed breaks it.</summary>
public abstract class WebhookConformance : ConnectorConformance
{
    /// <inheritdoc/>
    protected override string PortName => "webhooks";

    /// <summary>
    /// A delivery as the remote sends it, with the headers that prove it and no others, signed over this body; null for a body of the remote's own about
    /// a document.
    /// </summary>
    /// <param name="body">The body to sign.</param>
    /// <param name="age">How long ago it was signed.</param>
    protected abstract WebhookDelivery Sign(string? body, TimeSpan age);

    /// <summary>Document key that the delivery of <see cref="Sign"/> without a body is about.</summary>
    protected abstract string ExpectedKey { get; }

    /// <summary>CDT-WHK-001.</summary>
    [ConformanceRule("CDT-WHK-001", "A signed delivery is verified and hints at its document", Expected = "IsVerified, and a hint with the document's key; header names in any case.", Others = "They read headers without regard to case, since proxies change it.")]
    public Task A_signed_delivery_is_verified() => CheckAsync(async () =>
    {
        var delivery = Sign(null, TimeSpan.Zero);
        foreach (var headers in new[] { delivery.Headers, Recased(delivery.Headers) })
        {
            var translation = await TranslateAsync(delivery with { Headers = headers });
            Require(translation.IsVerified, "refused a rightly signed delivery");
            Require(translation.Hints.Any(hint => hint.DocumentKey == ExpectedKey), $"hinted at {string.Join(", ", translation.Hints.Select(hint => hint.DocumentKey))}, not at {ExpectedKey}");
        }
    });

    /// <summary>CDT-WHK-002.</summary>
    [ConformanceRule("CDT-WHK-002", "A changed body is refused", Expected = "Not verified, and no hint.", Others = "They compute the signature over the raw bytes before parsing.")]
    public Task A_changed_body_is_refused() => CheckAsync(async () =>
    {
        SkipUnsigned();
        var delivery = Sign(null, TimeSpan.Zero);
        byte[] changed = [.. delivery.Body.ToArray(), (byte)' '];
        await RequireRefusedAsync(delivery with { Body = changed }, "a body that was changed after signing");
    });

    /// <summary>CDT-WHK-003.</summary>
    [ConformanceRule("CDT-WHK-003", "A delivery without a signature is refused", Expected = "Not verified.", Others = "They treat a missing header like a wrong one.")]
    public Task A_missing_signature_is_refused() => CheckAsync(async () =>
    {
        SkipUnsigned();
        var delivery = Sign(null, TimeSpan.Zero);
        await RequireRefusedAsync(delivery with { Headers = new Dictionary<string, string>() }, "a delivery without headers");
        foreach (var name in delivery.Headers.Keys)
        {
            await RequireRefusedAsync(delivery with { Headers = delivery.Headers.ToDictionary(pair => pair.Key, pair => pair.Key == name ? "" : pair.Value) }, $"an empty {name}");
        }
    });

    /// <summary>CDT-WHK-004.</summary>
    [ConformanceRule("CDT-WHK-004", "An old delivery is refused", Expected = "Not verified when the signed time is a day old, or a day ahead; verified when it is a minute old.", Others = "They accept five minutes, and sign the time with the body.")]
    public Task An_old_delivery_is_refused() => CheckAsync(async () =>
    {
        if (Manifest.Webhooks is not { TimestampSigned: true })
        {
            NotRelevant("the manifest declares no signed time");
        }

        Require((await TranslateAsync(Sign(null, TimeSpan.FromMinutes(1)))).IsVerified, "refused a delivery that is a minute old");
        await RequireRefusedAsync(Sign(null, TimeSpan.FromDays(1)), "a delivery that was recorded a day ago");
        await RequireRefusedAsync(Sign(null, TimeSpan.FromDays(-1)), "a delivery that was signed for tomorrow");
    });

    /// <summary>CDT-WHK-005.</summary>
    [ConformanceRule("CDT-WHK-005", "A signed body of another shape is no crash", Expected = "A translation without hints, or a ConnectorException.", Others = "They ignore event kinds they do not know, since remotes add some.")]
    public Task A_strange_body_is_no_crash() => CheckAsync(async () =>
    {
        foreach (var body in new[] { "", "{}", "[]", "null", "{\"event\":\"something.new\"}", "not json" })
        {
            try
            {
                var translation = await TranslateAsync(Sign(body, TimeSpan.Zero));
                Require(translation.Hints.Count == 0, $"hinted at a document in '{body}'");
            }
            catch (ConnectorException)
            {
                // says that it cannot be read
            }
        }
    });

    /// <summary>CDT-WHK-006.</summary>
    [ConformanceRule("CDT-WHK-006", "A wrong signature is refused", Expected = "Not verified, and no hint, when one character of a header that proves the delivery is another one.",
        Others = "They compare the whole signature, and in constant time.")]
    public Task A_wrong_signature_is_refused() => CheckAsync(async () =>
    {
        SkipUnsigned();
        var delivery = Sign(null, TimeSpan.Zero);
        foreach (var (name, value) in delivery.Headers.Where(header => header.Value.Length > 0))
        {
            foreach (var changed in new[] { value[..^1] + (value[^1] == '1' ? '2' : '1'), (value[0] == '1' ? '2' : '1') + value[1..], value[..^1] })
            {
                await RequireRefusedAsync(delivery with { Headers = delivery.Headers.ToDictionary(pair => pair.Key, pair => pair.Key == name ? changed : pair.Value) }, $"{name} with a changed character");
            }
        }
    });

    private void SkipUnsigned()
    {
        if (Manifest.Webhooks is not { Signed: true })
        {
            NotRelevant("the manifest declares that the remote does not sign");
        }
    }

    private async Task RequireRefusedAsync(WebhookDelivery delivery, string what)
    {
        var translation = await TranslateAsync(delivery);
        Require(!translation.IsVerified && translation.Hints.Count == 0, $"accepted {what}");
    }

    private async Task<WebhookTranslation> TranslateAsync(WebhookDelivery delivery) => (await ConnectAsync<IWebhookTranslator>()).Translate(delivery);

    private static Dictionary<string, string> Recased(IReadOnlyDictionary<string, string> headers) =>
        new(headers.Select(pair => KeyValuePair.Create(pair.Key.ToUpperInvariant(), pair.Value)), StringComparer.OrdinalIgnoreCase);
}
