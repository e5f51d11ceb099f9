using Crossdock.Generators.Roslyn.Diagnostics;
using Crossdock.Generators.Roslyn.Tests.Harness;

namespace Crossdock.Generators.Roslyn.Tests.Analysis;

/// <summary>CDK0001 to CDK0006 and CDK0008: the class, its name, its options and its constructor.</summary>
public class ClassDiagnostics
{
    [Theory]
    [InlineData("""[Connector("a")] public class Acme : IConnector;""", DiagnosticIds.NotPartial, "Acme")]
    [InlineData("""[Connector("a")] public partial class Acme;""", DiagnosticIds.NotAConnector, "Acme")]
    [InlineData("""[Connector("a")] public abstract partial class Acme : IConnector;""", DiagnosticIds.UnusableClass, "Acme")]
    [InlineData("""[Connector("a")] public static partial class Acme;""", DiagnosticIds.UnusableClass, "Acme")]
    [InlineData("""[Connector("a")] public partial class Acme<T> : IConnector;""", DiagnosticIds.UnusableClass, "Acme")]
    [InlineData("""[Connector("a")] file partial class Acme : IConnector;""", DiagnosticIds.UnusableClass, "Acme")]
    [InlineData("""class Outer { [Connector("a")] public partial class Acme : IConnector; }""", DiagnosticIds.UnusableClass, "Acme")]
    [InlineData("""[Connector("")] public partial class Acme : IConnector;""", DiagnosticIds.MalformedSystemName, """Connector("")""")]
    [InlineData("""[Connector("Acme")] public partial class Acme : IConnector;""", DiagnosticIds.MalformedSystemName, """Connector("Acme")""")]
    [InlineData("""[Connector("acme_wms")] public partial class Acme : IConnector;""", DiagnosticIds.MalformedSystemName, """Connector("acme_wms")""")]
    [InlineData("""[Connector("acme--wms")] public partial class Acme : IConnector;""", DiagnosticIds.MalformedSystemName, """Connector("acme--wms")""")]
    [InlineData("""[Connector("acme-")] public partial class Acme : IConnector;""", DiagnosticIds.MalformedSystemName, """Connector("acme-")""")]
    [InlineData("""[Connector("3pl")] public partial class Acme : IConnector;""", DiagnosticIds.MalformedSystemName, """Connector("3pl")""")]
    [InlineData("""[Connector("a", Options = typeof(Uri))] public partial class Acme : IConnector;""", DiagnosticIds.OptionsNotConstructible, "Options = typeof(Uri)")]
    [InlineData("""[Connector("a", Options = typeof(IDisposable))] public partial class Acme : IConnector;""", DiagnosticIds.OptionsNotConstructible, "Options = typeof(IDisposable)")]
    [InlineData("""[Connector("a", Options = typeof(System.IO.Stream))] public partial class Acme : IConnector;""", DiagnosticIds.OptionsNotConstructible, "Options = typeof(System.IO.Stream)")]
    [InlineData("""[Connector("a", Options = typeof(List<>))] public partial class Acme : IConnector;""", DiagnosticIds.OptionsNotConstructible, "Options = typeof(List<>)")]
    [InlineData("""[Connector("a", Options = typeof(int))] public partial class Acme : IConnector;""", DiagnosticIds.OptionsNotConstructible, "Options = typeof(int)")]
    [InlineData("""[Connector("a")] public partial class Acme : IConnector { private Acme() { } }""", DiagnosticIds.UnusableConstructor, "Acme")]
    [InlineData("""[Connector("a")] public partial class Acme : IConnector { public Acme() { } public Acme(TimeProvider time) { } }""", DiagnosticIds.UnusableConstructor, "Acme")]
    [InlineData("""[Connector("a")] public partial class Acme : IConnector { public Acme(string url) { } }""", DiagnosticIds.UnusableConstructor, "url")]
    [InlineData("""[Connector("a")] public partial class Acme : IConnector { public Acme(TimeSpan timeout) { } }""", DiagnosticIds.UnusableConstructor, "timeout")]
    [InlineData("""[Connector("a")] public partial class Acme : IConnector { public Acme(ref TimeProvider time) { } }""", DiagnosticIds.UnusableConstructor, "time")]
    [InlineData("""[Connector("a")] public partial class Acme : IConnector { public Acme([Microsoft.Extensions.DependencyInjection.FromKeyedServices("x")] TimeProvider time) { } }""", DiagnosticIds.UnusableConstructor, "time")]
    public async Task An_unusable_class_is_an_error(string source, string id, string underlined)
    {
        var diagnostic = (await Analyzer.DiagnoseAsync(source)).ShouldHaveSingleItem();

        diagnostic.Id.ShouldBe(id);
        diagnostic.Underlined().ShouldBe(underlined);
    }

    [Theory]
    [InlineData("""[Connector("amazon-selling-partner")] public partial class Acme : IConnector;""")]
    [InlineData("""[Connector("x12")] public sealed partial record Acme : IConnector;""")]
    [InlineData("""[Connector("acme-3pl", Options = typeof(AcmeOptions))] internal partial class Acme(AcmeOptions options) : IConnector { public object O => options; } class AcmeOptions;""")]
    [InlineData("""[Connector("a", Options = typeof(List<Uri>))] public partial class Acme : IConnector;""")]
    [InlineData("""public abstract class Common : IConnector; [Connector("a")] public partial class Acme : Common;""")]
    [InlineData("""[Connector("a")] public partial class Acme : IConnector { public Acme(TimeProvider time) { } internal Acme() { } private Acme(int test) { } }""")]
    [InlineData("""public class NoConnector { public NoConnector(string text) { } }""")]
    public async Task A_usable_class_is_fine(string source) =>
        (await Analyzer.DiagnoseAsync(source)).ShouldBeEmpty();

    [Fact]
    public async Task A_part_without_partial_is_found_in_any_file() =>
        (await Analyzer.DiagnoseAsync(
            """[Connector("a")] public partial class Acme : IConnector;""",
            "public class Acme;")).ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.NotPartial);

    [Fact]
    public async Task Each_connector_of_a_shared_system_name_is_told_of_the_other()
    {
        var diagnostics = await Analyzer.DiagnoseAsync(
            """[Connector("acme")] public partial class One : IConnector;""",
            """[Connector("acme")] public partial class Two : IConnector;""",
            """[Connector("other")] public partial class Three : IConnector;""");

        diagnostics.Select(diagnostic => diagnostic.Id).ShouldBe([DiagnosticIds.DuplicateSystemName, DiagnosticIds.DuplicateSystemName]);
        diagnostics[0].GetMessage().ShouldContain("'Two'");
        diagnostics[1].GetMessage().ShouldContain("'One'");
    }
}
