namespace Crossdock.TestKit.Fakes;

/// <summary>What one remote document is worth.</summary>
/// <param name="Number">The document's number at its system.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Amount">Amount including tax, with the currency's number of places.</param>
public sealed record LedgerAmount(string Number, string Currency, decimal Amount);
