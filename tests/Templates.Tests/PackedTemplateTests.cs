using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Crossdock.Templates.Tests;

/// <summary>What an author does in the first five minutes, with the packages as they are shipped.</summary>
public sealed class PackedTemplateTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crossdock-templates-").FullName;

    [Fact]
    public async Task A_new_connector_builds_and_its_conformance_run_is_red_with_named_rules()
    {
        var packages = Directory.CreateDirectory(Path.Combine(_folder, "packages")).FullName;
        var repository = new DotNet(Metadata("RepoRoot"), new Dictionary<string, string>());
        foreach (var package in new[] { "Canonical", "Abstractions", "Connectors.Http", "TestKit", "Templates" })
        {
            await repository.MustAsync("pack", $"src/{package}/{package}.csproj", "-c", Metadata("Configuration"), "--no-build", "-o", packages);
        }

        await WriteNuGetConfigAsync(packages);
        var conformance = Path.Combine(_folder, "conformance");
        var author = new DotNet(_folder, Variables("CROSSDOCK_CONFORMANCE", conformance));
        var hive = Path.Combine(_folder, "hive");
        var clock = Stopwatch.StartNew();

        await author.MustAsync("new", "install", Directory.GetFiles(packages, "Crossdock.Templates.*.nupkg").Single(), "--debug:custom-hive", hive);
        await author.MustAsync("new", "crossdock-connector", "-n", "Acme.Wms", "--debug:custom-hive", hive);
        await author.MustAsync("new", "crossdock-connector", "-n", "Acme.WMS2Go", "--debug:custom-hive", hive);
        var acronym = Path.Combine(_folder, "Acme.WMS2Go");
        (await File.ReadAllTextAsync(Path.Combine(acronym, "src/Acme.WMS2Go/WMS2GoConnector.cs"), TestContext.Current.CancellationToken)).ShouldContain("[Connector(\"acme-wms2-go\"");
        (await File.ReadAllTextAsync(Path.Combine(acronym, "tests/Acme.WMS2Go.Tests/WMS2GoRemote.cs"), TestContext.Current.CancellationToken)).ShouldContain(".AddAcmeWms2Go(");
        var project = new DotNet(Path.Combine(_folder, "Acme.Wms"), Variables("CROSSDOCK_CONFORMANCE", conformance));
        var (code, red) = await project.RunAsync("test");
        clock.Stop();
        output.WriteLine(red);
        output.WriteLine($"From the template to the first red run: {clock.Elapsed.TotalSeconds:F0} s");

        code.ShouldNotBe(0, red);
        red.ShouldNotContain("error CS");
        foreach (var rule in new[] { "CDT-EFF-001", "CDT-EFF-003", "CDT-SRC-001", "CDT-CON-001" })
        {
            red.ShouldContain(rule);
        }

        red.ShouldContain("The connector ");
        red.ShouldContain("Expected: ");
        red.ShouldContain("How others solve it: ");
        red.ShouldContain("docs/conformance/README.md#cdt-eff-001");

        // What it declares is there and tested from the first minute on; all else is the author's.
        var verdicts = await ReadVerdictsAsync(conformance);
        verdicts.Where(verdict => verdict.Verdict == "Failed").Select(verdict => verdict.Rule).Distinct().Count().ShouldBeGreaterThan(30);
        verdicts.Where(verdict => verdict.Rule.StartsWith("CDT-MAN", StringComparison.Ordinal)).ShouldAllBe(verdict => verdict.Verdict == "Passed");
        verdicts.ShouldAllBe(verdict => verdict.System == "acme-wms");
    }

    [Fact]
    public void The_template_tests_with_the_same_xunit_as_the_kit()
    {
        var central = File.ReadAllText(Path.Combine(Metadata("RepoRoot"), "Directory.Packages.props"));
        var template = File.ReadAllText(Path.Combine(
            Metadata("RepoRoot"), "src/Templates/content/crossdock-connector/tests/Company.ThisSystem.Tests/Company.ThisSystem.Tests.csproj"));
        var reference = template.Split('\n').Single(line => line.Contains("\"xunit.v3\"", StringComparison.Ordinal)).Trim().Replace("PackageReference", "PackageVersion", StringComparison.Ordinal);
        central.ShouldContain(reference);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Metadata(string key) => typeof(PackedTemplateTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    /// <summary>
    /// Packages of one version are cached for good, so that a second run would test the packages of the first: each run has a cache of its own,
    /// behind which lies the user's for everything that is not ours.
    /// </summary>
    private Dictionary<string, string> Variables(string name, string value) => new()
    {
        [name] = value,
        ["NUGET_PACKAGES"] = Path.Combine(_folder, "cache"),

        // No process of the build stays behind in a folder that goes.
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
    };

    private async Task WriteNuGetConfigAsync(string packages)
    {
        var global = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var version = Metadata("PackageVersion");
        var mayFallBack = Directory.Exists(global) && !Directory.Exists(Path.Combine(global, "crossdock.abstractions", version)) && !Directory.Exists(Path.Combine(global, "crossdock.testkit", version));
        var fallback = mayFallBack ? $"<fallbackPackageFolders><add key=\"user\" value=\"{global}\" /></fallbackPackageFolders>" : "";
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "nuget.config"),
            $"""
            <?xml version="1.0" encoding="utf-8"?>
            <configuration>
              <packageSources><add key="packed" value="{packages}" /></packageSources>
              {fallback}
            </configuration>
            """,
            TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<RuleVerdict>> ReadVerdictsAsync(string folder) => JsonSerializer.Deserialize<List<RuleVerdict>>(
        await File.ReadAllTextAsync(Path.Combine(folder, "conformance.json"), TestContext.Current.CancellationToken), JsonSerializerOptions.Web)!;

    private sealed record RuleVerdict(string System, string Rule, string Verdict);
}
