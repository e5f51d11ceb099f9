namespace Crossdock;

/// <summary>An ERP that posts credit notes.</summary>
public interface ICreditNotePoster : IEffectPort<PostCreditNote>;
