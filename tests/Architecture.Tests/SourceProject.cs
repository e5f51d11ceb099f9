namespace Crossdock.Architecture.Tests;

/// <summary>A project file with its references.</summary>
internal sealed record SourceProject(string Path, string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    /// <summary>The folder that holds the project, relative to the root.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    public static SourceProject Load(string path)
    {
        var xml = Repository.ReadXml(path);
        // Analyzer references bring no run-time dependency.
        var projects = xml.Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => System.IO.Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));
        var packages = xml.Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!);
        return new SourceProject(path, System.IO.Path.GetFileNameWithoutExtension(path), [.. projects], [.. packages]);
    }
}
