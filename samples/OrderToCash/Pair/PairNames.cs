namespace Crossdock.OrderToCash;

/// <summary>Which real shop and which real ERP, as the command line names them.</summary>
internal sealed record PairNames(string Shop, string Erp);
