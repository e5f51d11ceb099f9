namespace Crossdock;

/// <summary>Declares that the connector implements <see cref="IWebhookTranslator"/>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WebhooksAttribute : Attribute
{
    /// <summary>True when deliveries carry a signature over the raw body.</summary>
    public bool Signed { get; set; }

    /// <summary>True when the signature covers a time-stamp.</summary>
    public bool TimestampSigned { get; set; }
}
