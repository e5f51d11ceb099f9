using Crossdock.Generators.Roslyn.Emitting;

namespace Crossdock.Generators.SchemaCompiler.Emission;

/// <summary>The shapes of C# that contracts and codecs are made of.</summary>
internal static class CodeWriterExtensions
{
    /// <summary>Opens a block, after the lines that introduce it.</summary>
    public static void Block(this CodeWriter code, params ReadOnlySpan<string> introduction)
    {
        foreach (var line in introduction)
        {
            code.Line(line);
        }

        code.Open();
    }

    /// <summary>Writes a block of one statement, and an empty line after it.</summary>
    public static void Guard(this CodeWriter code, string condition, params ReadOnlySpan<string> statements)
    {
        code.Block($"if ({condition})");
        foreach (var statement in statements)
        {
            code.Line(statement);
        }

        code.Close();
        code.Line();
    }

    /// <summary>Opens a generic reading method.</summary>
    public static void ReadingMethod(this CodeWriter code, string signature) =>
        code.Block($"{signature}<TMode>(ref CanonicalReader reader)", "    where TMode : struct, IReadMode");

    /// <summary>Writes lines that are already laid out, at the current depth.</summary>
    public static void Lines(this CodeWriter code, string block)
    {
        foreach (var line in block.TrimEnd('\n').Split('\n'))
        {
            code.Line(line);
        }
    }

    /// <summary>Writes an XML summary.</summary>
    public static void Summary(this CodeWriter code, string text) =>
        code.Line($"/// <summary>{text.ReplaceLineEndings(" ").Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")}</summary>");
}
