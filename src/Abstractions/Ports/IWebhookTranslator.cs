namespace Crossdock;

/// <summary>Verifies a webhook over its raw bytes and turns it into hints of what to read again.</summary>
public interface IWebhookTranslator
{
    /// <summary>Verifies the signature in constant time, then names the documents that changed.</summary>
    /// <returns>The hints, or a refusal; never a document: the runtime reads the document again.</returns>
    WebhookTranslation Translate(WebhookDelivery delivery);
}
