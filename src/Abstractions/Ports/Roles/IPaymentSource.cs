using Crossdock.Canonical;

namespace Crossdock;

/// <summary>A shop, payment provider, bank or ERP that payments and refunds come from.</summary>
public interface IPaymentSource : IChangeSource<Payment>;
