namespace Crossdock.Runtime.Tests.Support;

/// <summary>A call as a remote sees it.</summary>
/// <param name="Verb"><c>execute</c>, <c>probe</c> or <c>read</c>.</param>
/// <param name="Operation">The operation, or the document type for reads.</param>
/// <param name="Key">The document key.</param>
/// <param name="Revision">The revision.</param>
/// <param name="Number">How many calls of this verb, operation and key came before this one, plus one.</param>
internal readonly record struct RemoteCall(string Verb, string Operation, string Key, int Revision, int Number);
