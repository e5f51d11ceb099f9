using Crossdock.Canonical;

namespace Crossdock;

/// <summary>Pays money back to the buyer, where the money was taken: a shop or a payment provider.</summary>
/// <param name="Document">The refund: a payment document of the type <c>refund</c>.</param>
public sealed record IssueRefund(Payment Document) : IEffectCommand<IssueRefund, Payment>, IFinancialCommand
{
    /// <inheritdoc/>
    public static EffectOperation Operation { get; } = EffectOperation.For<IssueRefund>("issue-refund");

    /// <inheritdoc/>
    public static IssueRefund From(Payment document) => new(document);
}
