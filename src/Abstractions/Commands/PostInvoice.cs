using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Posts an invoice in the financial record. Credit notes have a command of their own, <see cref="PostCreditNote"/>.</summary>
/// <param name="Document">The invoice. Its number may be given by the ERP.</param>
public sealed record PostInvoice(Invoice Document) : IEffectCommand<PostInvoice, Invoice>, IFinancialCommand
{
    /// <inheritdoc/>
    public static EffectOperation Operation { get; } = EffectOperation.For<PostInvoice>("post-invoice");

    /// <inheritdoc/>
    public static PostInvoice From(Invoice document) => new(document);
}
