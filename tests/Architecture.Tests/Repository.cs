using System.Reflection;
using System.Xml.Linq;

namespace Crossdock.Architecture.Tests;

/// <summary>The repository as files.</summary>
internal static class Repository
{
    // content: what templates make is a repository of its own, with its own habits.
    private static readonly string[] s_skipped = ["content", "bin", "obj", "artifacts", ".git", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepoRoot").Value!;

    public static IReadOnlyList<SourceProject> Projects { get; } =
        [.. Files("src", ".csproj").Concat(Files("tests", ".csproj")).Concat(Files("samples", ".csproj")).Concat(Files("benchmarks", ".csproj")).Select(SourceProject.Load)];

    public static IEnumerable<SourceProject> Packages => Projects.Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal));

    /// <summary>Files below a folder, as paths relative to the root with forward slashes; build output is skipped.</summary>
    public static IEnumerable<string> Files(string folder, string extension)
    {
        var top = System.IO.Path.Combine(Root, folder);
        if (!Directory.Exists(top))
        {
            yield break;
        }

        var pending = new Stack<string>([top]);
        while (pending.TryPop(out var directory))
        {
            foreach (var child in Directory.EnumerateDirectories(directory))
            {
                if (!s_skipped.Contains(System.IO.Path.GetFileName(child)))
                {
                    pending.Push(child);
                }
            }

            foreach (var file in Directory.EnumerateFiles(directory, "*" + extension))
            {
                yield return System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/');
            }
        }
    }

    public static string Read(string path) => File.ReadAllText(System.IO.Path.Combine(Root, path));

#pragma warning disable RS0030 // our own files
    public static XDocument ReadXml(string path) => XDocument.Load(System.IO.Path.Combine(Root, path));
#pragma warning restore RS0030
}
