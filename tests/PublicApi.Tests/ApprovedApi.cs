using System.Reflection;
using PublicApiGenerator;

namespace Crossdock.PublicApi.Tests;

/// <summary>
/// The public surface of each package is a file that is reviewed like code. To accept a change, run the tests with
/// <c>CROSSDOCK_APPROVE=1</c> and look at the difference.
/// </summary>
public class ApprovedApi
{
    private static readonly string s_folder = typeof(ApprovedApi).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ApprovedFolder").Value!;

    private static readonly ApiGeneratorOptions s_options = new()
    {
        IncludeAssemblyAttributes = false,
        DenyNamespacePrefixes = [],

        // Shipped tests: these name the machine's path and the line of each.
        ExcludeAttributes = ["Xunit.FactAttribute", "Xunit.TheoryAttribute", "Xunit.InlineDataAttribute", "Crossdock.TestKit.Conformance.ConformanceRuleAttribute"],
    };

    public static TheoryData<string> Packages =>
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "Crossdock.*.dll")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name != typeof(ApprovedApi).Assembly.GetName().Name)
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_surface_is_the_approved_one(string package)
    {
        var surface = Assembly.Load(package).GeneratePublicApi(s_options).ReplaceLineEndings("\n").TrimEnd() + "\n";
        var approved = Path.Combine(s_folder, package + ".approved.txt");
        if (Environment.GetEnvironmentVariable("CROSSDOCK_APPROVE") == "1")
        {
            File.WriteAllText(approved, surface);
        }

        File.Exists(approved).ShouldBeTrue($"{package} has no approved surface; run once with CROSSDOCK_APPROVE=1 and review the file.");
        surface.ShouldBe(File.ReadAllText(approved).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_approved_file_belongs_to_a_package() =>
        Directory.EnumerateFiles(s_folder)
            .Select(file => Path.GetFileName(file).Replace(".approved.txt", "", StringComparison.Ordinal))
            .ShouldBe(Packages.Select(row => row.Data), ignoreOrder: true);
}
