using Crossdock.Generators.SchemaCompiler.Schema;

namespace Crossdock.Generators.SchemaCompiler;

/// <summary>The command line of the tool.</summary>
internal static class CommandLine
{
    private const string Usage = """
        Compiles JSON Schema 2020-12 files to C# records with a validating codec.

          --schemas DIR      folder with *.schema.json files (default: src/Canonical/Schemas of this repository)
          --output DIR       folder for the *.g.cs files (default: src/Canonical/Generated of this repository)
          --namespace NS     namespace of the generated types (default: Crossdock.Canonical)
          --check            write nothing; fail and name the files that differ from what would be written

        Exit codes: 0 done or no difference, 1 a schema cannot be compiled or files differ, 2 wrong arguments.
        """;

    /// <summary>Runs the tool.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        string? schemas = null;
        string? target = null;
        var targetNamespace = "Crossdock.Canonical";
        var check = false;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--schemas" when i + 1 < args.Length:
                    schemas = args[++i];
                    break;
                case "--output" when i + 1 < args.Length:
                    target = args[++i];
                    break;
                case "--namespace" when i + 1 < args.Length:
                    targetNamespace = args[++i];
                    break;
                case "--check":
                    check = true;
                    break;
                case "--help" or "-h":
                    output.WriteLine(Usage);
                    return 0;
                default:
                    error.WriteLine($"'{args[i]}' is not an option, or has no value.");
                    error.WriteLine(Usage);
                    return 2;
            }
        }

        var canonical = schemas is null || target is null ? FindCanonical() : null;
        schemas ??= canonical is null ? null : Path.Combine(canonical, "Schemas");
        target ??= canonical is null ? null : Path.Combine(canonical, "Generated");
        if (schemas is null || target is null || !Directory.Exists(schemas))
        {
            error.WriteLine(schemas is null || target is null
                ? "Not inside a clone of the repository: give --schemas and --output."
                : $"There is no folder {schemas}.");
            return 2;
        }

        try
        {
            var files = Compiler.Compile(SchemaFolder.Read(schemas), targetNamespace);
            return check ? Check(files, target, output, error) : Write(files, target, output);
        }
        catch (SchemaErrorException fault)
        {
            foreach (var problem in fault.Errors)
            {
                error.WriteLine(problem);
            }

            return 1;
        }
    }

    private static int Write(IReadOnlyDictionary<string, string> files, string folder, TextWriter output)
    {
        Directory.CreateDirectory(folder);
        var changed = 0;
        foreach (var stale in Stale(files, folder))
        {
            File.Delete(stale);
            changed++;
        }

        foreach (var (name, text) in files)
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path) || File.ReadAllText(path) != text)
            {
                File.WriteAllText(path, text);
                changed++;
            }
        }

        output.WriteLine($"{files.Count} files, {changed} changed.");
        return 0;
    }

    private static int Check(IReadOnlyDictionary<string, string> files, string folder, TextWriter output, TextWriter error)
    {
        var differences = Stale(files, folder).Select(path => $"{Path.GetFileName(path)} should not be there")
            .Concat(files.Where(file => !File.Exists(Path.Combine(folder, file.Key))).Select(file => $"{file.Key} is missing"))
            .Concat(files.Where(file => File.Exists(Path.Combine(folder, file.Key)) && File.ReadAllText(Path.Combine(folder, file.Key)).ReplaceLineEndings("\n") != file.Value).Select(file => $"{file.Key} differs"))
            .ToList();
        foreach (var difference in differences)
        {
            error.WriteLine(difference);
        }

        output.WriteLine(differences.Count == 0 ? $"{files.Count} files, no difference." : "The generated code is out of date: run SchemaCompiler and commit the result.");
        return differences.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Stale(IReadOnlyDictionary<string, string> files, string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.g.cs").Where(path => !files.ContainsKey(Path.GetFileName(path))).Order(StringComparer.Ordinal) : [];

    private static string? FindCanonical()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            var canonical = Path.Combine(folder.FullName, "src", "Canonical");
            if (File.Exists(Path.Combine(folder.FullName, "Sdk.sln")) && Directory.Exists(canonical))
            {
                return canonical;
            }
        }

        return null;
    }
}
