using Crossdock.Canonical;

namespace Crossdock;

/// <summary>An ERP that posted invoices and credit notes come from.</summary>
public interface IInvoiceSource : IChangeSource<Invoice>;
