using Crossdock.Generators.Roslyn.Emitting;
using Crossdock.Generators.SchemaCompiler.Patterns;

namespace Crossdock.Generators.SchemaCompiler.Emission;

/// <summary>The patterns used by all schemas, each compiled once and named by its order of first use.</summary>
internal sealed class PatternTable
{
    private readonly List<CompiledPattern> _patterns = [];

    /// <summary>The C# expression of a pattern.</summary>
    public string Reference(CompiledPattern pattern)
    {
        var index = _patterns.FindIndex(known => known.Source == pattern.Source);
        if (index < 0)
        {
            index = _patterns.Count;
            _patterns.Add(pattern);
        }

        return $"Patterns.P{index}";
    }

    /// <summary>Writes the class that holds the tables.</summary>
    public void Emit(CodeWriter code)
    {
        code.Summary("The patterns of the schemas as automata over UTF-8 bytes.");
        code.Block("internal static class Patterns");
        foreach (var (index, pattern) in _patterns.Index())
        {
            if (index > 0)
            {
                code.Line();
            }

            code.Line($"internal static readonly Utf8Pattern P{index} = new(");
            code.Line($"    {CSharpLiteral.Of(pattern.Source)},");
            Table(code, "classes", pattern.Classes, ",");
            Table(code, "next", pattern.Next.Select(next => next == CompiledPattern.Dead ? "Dead" : next.ToString(System.Globalization.CultureInfo.InvariantCulture)), ",");
            Table(code, "accepting", pattern.Accepting.Select(accepting => accepting ? "true" : "false"), ");");
        }

        if (_patterns.Count > 0)
        {
            code.Line();
            code.Line("private const ushort Dead = Utf8Pattern.Dead;");
        }

        code.Close();
    }

    private static void Table<T>(CodeWriter code, string name, IEnumerable<T> values, string after)
    {
        code.Line($"    {name}:");
        code.Line("    [");
        foreach (var row in values.Chunk(32))
        {
            code.Line($"        {string.Join(", ", row)},");
        }

        code.Line($"    ]{after}");
    }
}
