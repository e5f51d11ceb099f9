using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Posts an invoice or a credit note in the financial record.</summary>
/// <param name="Document">The invoice. Its number may be given by the ERP.</param>
public sealed record PostInvoice(Invoice Document) : IEffectCommand<PostInvoice, Invoice>, IFinancialCommand
{
    /// <inheritdoc/>
    public static EffectOperation Operation { get; } = EffectOperation.For<PostInvoice>("post-invoice");

    /// <inheritdoc/>
    public static PostInvoice From(Invoice document) => new(document);
}
