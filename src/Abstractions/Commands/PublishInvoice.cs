using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Publishes a posted invoice to a shop or portal.</summary>
/// <param name="Document">The posted invoice.</param>
public sealed record PublishInvoice(Invoice Document) : IEffectCommand<PublishInvoice, Invoice>
{
    /// <inheritdoc/>
    public static EffectOperation Operation { get; } = EffectOperation.For<PublishInvoice>("publish-invoice");

    /// <inheritdoc/>
    public static PublishInvoice From(Invoice document) => new(document);
}
