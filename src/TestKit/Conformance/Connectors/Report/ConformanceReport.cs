using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.TestKit.Conformance;

/// <summary>Collects the verdicts of a run and writes <c>conformance.json</c>, <c>conformance.md</c> (a matrix) and <c>conformance.svg</c> (a badge).</summary>
public sealed class ConformanceReport
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(string System, string Port, string Rule), ConformanceResult> _results = [];

    /// <summary>
    /// The report of this process. It is written after each rule to the folder that <c>CROSSDOCK_CONFORMANCE</c> names, or to
    /// <c>conformance</c> beside the tests.
    /// </summary>
    public static ConformanceReport OfThisRun { get; } = new(
        Environment.GetEnvironmentVariable("CROSSDOCK_CONFORMANCE") is { Length: > 0 } folder ? folder : Path.Combine(AppContext.BaseDirectory, "conformance"));

    /// <summary>Makes a report.</summary>
    /// <param name="folder">Where it is written after each verdict; null keeps it in memory.</param>
    public ConformanceReport(string? folder = null) => Folder = folder;

    /// <summary>Where it is written.</summary>
    public string? Folder { get; }

    /// <summary>The verdicts so far, ordered by system, port and rule.</summary>
    public IReadOnlyList<ConformanceResult> Results
    {
        get
        {
            lock (_lock)
            {
                return [.. _results.Values];
            }
        }
    }

    /// <summary>Adds a verdict; a second one for the same rule and port replaces the first unless that failed.</summary>
    public void Add(ConformanceResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        lock (_lock)
        {
            var key = (result.System, result.Port, result.Rule);
            if (!_results.TryGetValue(key, out var known) || known.Verdict != ConformanceVerdict.Failed)
            {
                _results[key] = result;
            }

            if (Folder is not null)
            {
                Write(Folder);
            }
        }
    }

    /// <summary>The matrix: a table for each system, a row for each rule, a column for each port.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder("# Conformance\n\n![conformance](conformance.svg)\n");
        foreach (var system in Results.GroupBy(result => result.System))
        {
            var ports = system.Select(result => result.Port).Distinct().ToList();
            text.Append(CultureInfo.InvariantCulture, $"\n## {system.Key}\n\n| Rule | {string.Join(" | ", ports)} |\n|---|{string.Concat(ports.Select(_ => "---|"))}\n");
            foreach (var rule in system.GroupBy(result => (result.Rule, result.Title)).OrderBy(rule => rule.Key.Rule, StringComparer.Ordinal))
            {
                var cells = ports.Select(port => Cell(rule.FirstOrDefault(result => result.Port == port)?.Verdict));
                text.Append(CultureInfo.InvariantCulture, $"| {rule.Key.Rule} {rule.Key.Title} | {string.Join(" | ", cells)} |\n");
            }

            foreach (var gap in system.Where(result => result.Verdict == ConformanceVerdict.NotApplicable))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n- {gap.Rule}, {gap.Port}: does not apply. {gap.Detail}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>One table of all systems: a row for each rule, a column for each system, all its ports in one cell.</summary>
    public string ToMatrix()
    {
        var results = Results;
        var systems = results.Select(result => result.System).Distinct().ToList();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"| Rule | {string.Join(" | ", systems)} |\n|---|{string.Concat(systems.Select(_ => "---|"))}\n");
        foreach (var rule in results.GroupBy(result => (result.Rule, result.Title)).OrderBy(rule => rule.Key.Rule, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {rule.Key.Rule} {rule.Key.Title} | {string.Join(" | ", systems.Select(system => Summary([.. rule.Where(result => result.System == system)])))} |\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"| all rules | {string.Join(" | ", systems.Select(system => Summary([.. results.Where(result => result.System == system)])))} |\n").ToString();
    }

    /// <summary>The badge, an SVG picture: rules kept of rules that apply.</summary>
    public string ToBadge()
    {
        var applicable = Results.Where(result => result.Verdict != ConformanceVerdict.NotApplicable).ToList();
        var passed = applicable.Count(result => result.Verdict == ConformanceVerdict.Passed);
        var colour = passed == applicable.Count && passed > 0 ? "#2e7d32" : "#c62828";
        var label = string.Create(CultureInfo.InvariantCulture, $"{passed} of {applicable.Count}");
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="190" height="20" role="img" aria-label="conformance: {label}">
              <rect width="100" height="20" fill="#455a64"/><rect x="100" width="90" height="20" fill="{colour}"/>
              <g fill="#fff" font-family="sans-serif" font-size="12" text-anchor="middle"><text x="50" y="14">conformance</text><text x="145" y="14">{label}</text></g>
            </svg>

            """;
    }

    private static string Summary(IReadOnlyList<ConformanceResult> results)
    {
        int Of(ConformanceVerdict verdict) => results.Count(result => result.Verdict == verdict);
        var (passed, failed) = (Of(ConformanceVerdict.Passed), Of(ConformanceVerdict.Failed));
        return results.Count == 0 ? ""
            : failed > 0 ? string.Create(CultureInfo.InvariantCulture, $"**{failed} of {passed + failed} failed**")
            : passed > 0 ? string.Create(CultureInfo.InvariantCulture, $"{passed} passed")
            : "n/a";
    }

    private static string Cell(ConformanceVerdict? verdict) => verdict switch
    {
        ConformanceVerdict.Passed => "yes",
        ConformanceVerdict.Failed => "**no**",
        ConformanceVerdict.NotApplicable => "n/a",
        _ => "",
    };

    private void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "conformance.json"), JsonSerializer.Serialize(_results.Values, s_json));
        File.WriteAllText(Path.Combine(folder, "conformance.md"), ToMarkdown());
        File.WriteAllText(Path.Combine(folder, "conformance.svg"), ToBadge());
    }
}
