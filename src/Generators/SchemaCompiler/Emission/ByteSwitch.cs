using System.Text;
using Crossdock.Generators.Roslyn.Emitting;

namespace Crossdock.Generators.SchemaCompiler.Emission;

/// <summary>Emits a look-up of known texts in UTF-8: by length, then by the byte that tells most apart, then one comparison.</summary>
internal static class ByteSwitch
{
    /// <summary>Writes statements that return <paramref name="result"/> of the matching index, or fall through.</summary>
    /// <param name="code">Where to write.</param>
    /// <param name="span">The C# variable of type <c>ReadOnlySpan&lt;byte&gt;</c>.</param>
    /// <param name="texts">The texts, all different.</param>
    /// <param name="result">C# of the result for an index.</param>
    public static void Emit(CodeWriter code, string span, IReadOnlyList<string> texts, Func<int, string> result)
    {
        var candidates = texts.Select((text, index) => new Candidate(text, Encoding.UTF8.GetBytes(text), index)).ToList();
        code.Block($"switch ({span}.Length)");
        foreach (var group in candidates.GroupBy(candidate => candidate.Bytes.Length).OrderBy(group => group.Key))
        {
            code.Block($"case {group.Key}:");
            Choose(code, span, [.. group], result);
            code.Line("break;");
            code.Close();
        }

        code.Close();
    }

    private static void Choose(CodeWriter code, string span, List<Candidate> candidates, Func<int, string> result)
    {
        if (candidates is [var only])
        {
            code.Guard($"{span}.SequenceEqual({CSharpLiteral.Of(only.Text)}u8)", $"return {result(only.Index)};");
            return;
        }

        var position = Enumerable.Range(0, candidates[0].Bytes.Length)
            .OrderByDescending(at => candidates.Select(candidate => candidate.Bytes[at]).Distinct().Count()).First();
        code.Block($"switch ({span}[{position}])");
        foreach (var group in candidates.GroupBy(candidate => candidate.Bytes[position]).OrderBy(group => group.Key))
        {
            code.Block($"case {Byte(group.Key)}:");
            Choose(code, span, [.. group], result);
            code.Line("break;");
            code.Close();
        }

        code.Close();
        code.Line();
    }

    private static string Byte(byte value) => value is > 0x20 and < 0x7F and not (byte)'\'' and not (byte)'\\' ? $"(byte)'{(char)value}'" : $"0x{value:X2}";

    private sealed record Candidate(string Text, byte[] Bytes, int Index);
}
