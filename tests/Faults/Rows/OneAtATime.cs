namespace Crossdock.Faults.Rows;

/// <summary>Rows start processes and wait on real time-outs: each has the machine to itself.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class OneAtATime;
