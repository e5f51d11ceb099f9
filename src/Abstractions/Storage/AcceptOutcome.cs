namespace Crossdock.Storage;

/// <summary>What became of one input.</summary>
/// <param name="Disposition">The disposition.</param>
/// <param name="WorkCreated">Number of work rows created or replaced.</param>
public readonly record struct AcceptOutcome(AcceptDisposition Disposition, int WorkCreated);
