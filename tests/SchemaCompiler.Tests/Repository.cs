using System.Reflection;

namespace Crossdock.SchemaCompiler.Tests;

/// <summary>Where the sources are.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepoRoot").Value!;

    public static string CanonicalSchemas => Path.Combine(Root, "src/Canonical/Schemas");

    public static string CanonicalGenerated => Path.Combine(Root, "src/Canonical/Generated");

    public static string SampleSchemas => Path.Combine(Root, "tests/SchemaCompiler.Tests/Schemas");

    public static string SampleGenerated => Path.Combine(Root, "tests/SchemaCompiler.Tests/Generated");
}
