using Crossdock.Generators.Roslyn.Tests.Harness;

namespace Crossdock.Generators.Roslyn.Tests.Generation;

/// <summary>Nothing is generated from a declaration that makes no sense, and the generator never fails on half-typed code.</summary>
public class RefusedConnectors
{
    [Theory]
    [InlineData("""[Connector("a")] public class NotPartial : IConnector;""")]
    [InlineData("""[Connector("a")] public partial class NoConnector;""")]
    [InlineData("""[Connector("a")] public abstract partial class Abstract : IConnector;""")]
    [InlineData("""[Connector("a")] public partial class Generic<T> : IConnector;""")]
    [InlineData("""[Connector("a")] public static partial class Static;""")]
    [InlineData("""[Connector("a")] file partial class Local : IConnector;""")]
    [InlineData("""public partial class Outer { [Connector("a")] public partial class Nested : IConnector; }""")]
    [InlineData("""[Connector("Not A Name")] public partial class Misnamed : IConnector;""")]
    [InlineData("""[Connector("a", Options = typeof(Uri))] public partial class UnusableOptions : IConnector;""")]
    [InlineData("""[Connector("a")] [Source<Order>(DeclaredLateness = "30")] public partial class Unparsed : IConnector;""")]
    [InlineData("""[Connector("a")] public partial class Numbered(int number) : IConnector { public int Number => number; }""")]
    [InlineData("""[Connector("a")] [Source<Ordr>] public partial class Misspelt : IConnector;""")]
    [InlineData("""[Connector("a")] [Connector("b")] public partial class Twice : IConnector;""")]
    [InlineData("""[Connector("a")] public partial class Parts : IConnector; [Connector("b")] public partial class Parts;""")]
    [InlineData("[Connector(] public partial class HalfTyped : IConnector;")]
    [InlineData("""[Connector("a", Options = typeof()] public partial class HalfTyped : IConnector;""")]
    [InlineData("""[Connector("a")] [StatusAxis("payment")] [Effect<>] public partial class HalfTyped : IConnector;""")]
    public void Nothing_is_generated(string source) => GeneratorRun.Of(source).Result.GeneratedSources.ShouldBeEmpty();

    [Fact]
    public void An_attribute_of_the_same_name_elsewhere_means_nothing() =>
        GeneratorRun.Of("""
            namespace Other
            {
                class ConnectorAttribute(string name) : Attribute { public string Name => name; }
                [Other.Connector("a")] public partial class NotOurs : IConnector;
            }
            """).Result.GeneratedSources.ShouldBeEmpty();
}
