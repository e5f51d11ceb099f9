namespace Crossdock.RealSystems.Vendure;

/// <summary>The tests that share one shop, one after the other. A test that counts all rows of a table resets the shop first.</summary>
[CollectionDefinition(Name)]
public sealed class SharedVendure : ICollectionFixture<LiveVendure>
{
    public const string Name = "Vendure";
}
