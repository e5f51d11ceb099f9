using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Posts a credit note in the financial record.</summary>
/// <param name="Document">The credit note: an invoice document with <see cref="Invoice.IsCreditNote"/>. Its number may be given by the ERP.</param>
public sealed record PostCreditNote(Invoice Document) : IEffectCommand<PostCreditNote, Invoice>, IFinancialCommand
{
    /// <inheritdoc/>
    public static EffectOperation Operation { get; } = EffectOperation.For<PostCreditNote>("post-credit-note");

    /// <inheritdoc/>
    public static PostCreditNote From(Invoice document) => new(document);
}
