using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>The page that shows which system keeps which rule, and the verdicts it is made of: one file for each system, of its last live runs.</summary>
internal static class ConformancePage
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file that people read, never part of a page
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly string s_folder = typeof(ConformancePage).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ConformanceDocs").Value!;

    public static string Page => Path.Combine(s_folder, "matrix.md");

    private static string Verdicts => Path.Combine(s_folder, "results");

    /// <summary>The verdicts of all systems.</summary>
    public static IReadOnlyList<ConformanceResult> Load() => !Directory.Exists(Verdicts) ? [] :
    [
        .. Directory.GetFiles(Verdicts, "*.json").Order(StringComparer.Ordinal).SelectMany(file => JsonSerializer.Deserialize<List<ConformanceResult>>(File.ReadAllText(file), s_json)!),
    ];

    /// <summary>Replaces the verdicts of what ran, and writes the page.</summary>
    public static void Take(IReadOnlyList<ConformanceResult> ran)
    {
        Directory.CreateDirectory(Verdicts);
        var all = Load().Concat(ran).GroupBy(result => (result.System, result.Port, result.Rule)).Select(group => group.Last()).ToList();
        foreach (var system in all.GroupBy(result => result.System))
        {
            var sorted = system.OrderBy(result => result.Port, StringComparer.Ordinal).ThenBy(result => result.Rule, StringComparer.Ordinal);
            File.WriteAllText(Path.Combine(Verdicts, system.Key + ".json"), JsonSerializer.Serialize(sorted, s_json) + "\n");
        }

        File.WriteAllText(Page, Write(Load()));
    }

    public static string Write(IReadOnlyList<ConformanceResult> results)
    {
        var report = new ConformanceReport();
        foreach (var result in results)
        {
            report.Add(result);
        }

        var text = new StringBuilder("""
            # Conformance of our connectors

            Which [rule](README.md) each connector keeps at the live system, over all its ports; written from the verdicts in `results` by
            `CROSSDOCK_APPROVE=1 CROSSDOCK_THOROUGH=1 dotnet test --project tests/RealSystems`; without `CROSSDOCK_THOROUGH` a run tries some faults at
            the first write of an effect only. Each cell counts ports; a rule that has not run live at a port yet is not counted. How the classes are written:
            [authoring](../connectors/authoring.md).


            """.ReplaceLineEndings("\n"));
        text.Append(report.ToMatrix());
        foreach (var system in report.Results.Where(result => result.Verdict == ConformanceVerdict.NotApplicable).GroupBy(result => result.System))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## What does not apply to {system.Key}\n\n");
            foreach (var gap in system.GroupBy(result => (result.Rule, result.Detail)).OrderBy(gap => gap.Key.Rule, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"- {gap.Key.Rule} ({string.Join(", ", gap.Select(result => result.Port))}): {gap.Key.Detail}\n");
            }
        }

        return text.ToString();
    }
}
