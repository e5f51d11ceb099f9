namespace Crossdock.RealSystems.Medusa;

/// <summary>The tests that share one shop, one after the other. Each looks at orders of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedMedusa : ICollectionFixture<LiveMedusa>
{
    public const string Name = "Medusa";
}
