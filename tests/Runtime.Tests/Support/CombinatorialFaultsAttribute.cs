using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>Each guarded idempotency mode with each of the given faults.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CombinatorialFaultsAttribute(params Fault[] faults) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
        [
            .. from mode in new[] { IdempotencyMode.NaturalKeyLookup, IdempotencyMode.NativeKey }
               from fault in faults
               select new TheoryDataRow<IdempotencyMode, Fault>(mode, fault),
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
