namespace Crossdock.Architecture.Tests;

/// <summary>Canonical &lt;- Abstractions &lt;- everything else; connectors know neither each other nor the runtime.</summary>
public class DependencyDirections
{
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Canonical"] = [],
        ["Abstractions"] = ["Canonical"],
        ["Runtime"] = ["Abstractions", "Canonical"],
        ["Storage.Sqlite"] = ["Abstractions", "Canonical", "Runtime"],
        ["Storage.PostgreSql"] = ["Abstractions", "Canonical", "Runtime"],
        ["Connectors.Http"] = ["Abstractions", "Canonical"],
        ["Cli"] = ["Abstractions", "Canonical", "Runtime", "Storage.PostgreSql", "Storage.Sqlite"],
        ["TestKit"] = ["Abstractions", "Canonical"],
        ["Templates"] = [],
        ["SchemaCompiler"] = ["Canonical"],
        ["Roslyn"] = [],
        ["Roslyn.CodeFixes"] = ["Roslyn"],
    };

    public static TheoryData<string> Packages => [.. Repository.Packages.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_references_only_what_its_layer_allows(string name)
    {
        var project = Repository.Packages.Single(candidate => candidate.Name == name);
        var allowed = name.StartsWith("Connectors.", StringComparison.Ordinal) && name != "Connectors.Http"
            ? ["Abstractions", "Canonical", "Connectors.Http"]
            : s_allowed.GetValueOrDefault(name);

        allowed.ShouldNotBeNull($"{name} is a new package: say here what it may reference.");
        project.Projects.Except(allowed).ShouldBeEmpty($"{project.Path} reaches across its layer.");
    }

    [Fact]
    public void The_canonical_model_needs_nothing_but_the_base_class_library() =>
        Repository.Packages.Single(project => project.Name == "Canonical").Packages.ShouldBeEmpty();

    [Fact]
    public void The_test_kit_references_xunit_only_by_its_extensibility_and_assertions() =>
        Repository.Packages.Single(project => project.Name == "TestKit").Packages
            .Where(package => package.StartsWith("xunit", StringComparison.OrdinalIgnoreCase))
            .ShouldBeSubsetOf(["xunit.v3.extensibility.core", "xunit.v3.assert"]);

    [Fact]
    public void Nothing_in_src_references_tests_samples_or_benchmarks() =>
        Repository.Packages
            .Where(project => Repository.ReadXml(project.Path).Descendants("ProjectReference")
                .Any(reference => ((string)reference.Attribute("Include")!).Contains("../../tests", StringComparison.Ordinal)
                    || ((string)reference.Attribute("Include")!).Contains("samples/", StringComparison.Ordinal)
                    || ((string)reference.Attribute("Include")!).Contains("benchmarks/", StringComparison.Ordinal)))
            .ShouldBeEmpty();
}
