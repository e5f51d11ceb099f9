namespace Crossdock.TestKit.Conformance;

/// <summary>A document at the remote with a code that the connector's version does not know.</summary>
/// <param name="DocumentKey">The document.</param>
/// <param name="Code">The remote's code as it is there; a word that is found nowhere else in the document.</param>
public sealed record UnknownCode(string DocumentKey, string Code);
