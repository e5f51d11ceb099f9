using System.Text.RegularExpressions;

namespace Crossdock.Architecture.Tests;

/// <summary>What keeps the house easy to find one's way in.</summary>
public partial class House
{
    private static readonly string[] s_rootEntries =
    [
        ".ci", "CONTRIBUTING.md", "README.md", "benchmarks", "docs", "eng", "samples", "src", "tests",
    ];

    [Fact]
    public void The_root_folder_holds_no_other_folder_and_no_plan_or_report() =>
        Directory.EnumerateDirectories(Repository.Root)
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.txt"))
            .Select(entry => Path.GetFileName(entry)!)
            .Where(entry => entry is not ".git" && !IsIgnoredOutput(entry))
            .Except(s_rootEntries)
            .ShouldBeEmpty();

    [Fact]
    public void Nuget_config_names_no_source() =>
        Repository.ReadXml("nuget.config").Descendants("packageSources").ShouldBeEmpty();

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Sdk.sln").Replace('\\', '/');
        Repository.Projects.Where(project => !solution.Contains(project.Path, StringComparison.Ordinal))
            .Select(project => project.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("samples/OwnHost/Program.cs")]
    [InlineData("samples/OwnHost/FolderErpConnector.cs")]
    public void The_readme_shows_code_that_compiles(string file) =>
        Repository.Read("README.md").ShouldContain("```csharp\n" + Repository.Read(file).Trim() + "\n```");

    [Fact]
    public void Every_package_has_a_readme_worth_the_name() =>
        Repository.Packages
            .Where(project => !Repository.Read(project.Path).Contains("<IsPackable>false</IsPackable>", StringComparison.Ordinal))
            .Where(project => !File.Exists(Path.Combine(Repository.Root, project.Folder, "README.md"))
                || Repository.Read(project.Folder + "/README.md").Length < 400)
            .Select(project => project.Path)
            .ShouldBeEmpty();

    [Fact]
    public void Links_between_pages_lead_somewhere() =>
        new[] { "docs", "src", "samples", "tests", "benchmarks" }
            .SelectMany(folder => Repository.Files(folder, ".md"))
            .Concat(["README.md", "CONTRIBUTING.md"])
            .SelectMany(page => Link().Matches(Repository.Read(page)).Select(match => (Page: page, Target: match.Groups[1].Value)))
            .Where(link => !link.Target.Contains("://", StringComparison.Ordinal) && !Exists(link.Page, link.Target))
            .ShouldBeEmpty();

    [Fact]
    public void No_hand_written_file_is_longer_than_400_lines() =>
        new[] { "src", "samples", "tests", "benchmarks" }
            .SelectMany(folder => Repository.Files(folder, ".cs"))
            .Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal))
            .Where(file => Repository.Read(file).AsSpan().Count('\n') > 400)
            .ShouldBeEmpty();

    [Fact]
    public void A_source_file_in_a_package_declares_one_public_type() =>
        Repository.Files("src", ".cs")
            .Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal))
            .Where(file => PublicType().Count(Repository.Read(file)) > 1)
            .ShouldBeEmpty();

    [Fact]
    public void Names_say_what_a_type_does() =>
        Repository.Files("src", ".cs")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => VagueName().IsMatch(name))
            .ShouldBeEmpty();

    [Fact]
    public void Every_schema_has_generated_code()
    {
        Repository.Files("src/Canonical/Generated", ".cs").ShouldAllBe(file => file.EndsWith(".g.cs", StringComparison.Ordinal));
        Repository.Files("src/Canonical/Generated", ".g.cs").ShouldNotBeEmpty();
    }

    private static bool Exists(string page, string target)
    {
        var path = Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, target);
        return File.Exists(path) || Directory.Exists(path);
    }

    private static bool IsIgnoredOutput(string entry) =>
        Repository.Read(".gitignore").Split('\n').Any(line => line.TrimEnd('/') == entry);

    // Top-level declarations start in the first column under file-scoped namespaces.
    [GeneratedRegex(@"^public (?:(?:static|sealed|abstract|readonly|partial|ref|unsafe) )*(?:class|struct|record struct|record class|record|interface|enum|delegate) ", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"\]\(([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex("(Manager|Helper|Helpers|Processor|Util|Utils|Utilities)$")]
    private static partial Regex VagueName();
}
