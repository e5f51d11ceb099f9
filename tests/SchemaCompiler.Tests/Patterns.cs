using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Crossdock.Generators.SchemaCompiler.Patterns;

namespace Crossdock.SchemaCompiler.Tests;

/// <summary>Compiled patterns mean what regular expressions mean.</summary>
public class Patterns
{
    /// <summary>Patterns over a small alphabet, so that random texts match often.</summary>
    public static TheoryData<string> Supported =>
    [
        "", "^$", "a", "^a", "a$", "^a$", "^ab*c$", "^a?b+$", "^(a|bc)+$", "^(?:a|b){2}$", "^[abc]{1,3}$", "^[^a]$", "^[^a-c]{2}$", "^a{2,}$", "(ab|ba)", "^(a|ab)(c|bcd)?$",
        "^.{3}$", "^\\w+-\\d$", "^[\\w.-]+$", "^\\D\\W$", "^[a-c]+([-.][a-c0-9]{1,3}){0,2}$", "é", "^[à-ü]+$", "^\\u00e9.$", "^[^é]*$", "^(a*)*b$", "^(a?){5}$", "^\\^\\$\\[a\\]$", "^[]a-]$|x",
        "^([0-9]{2}|[0-9]{4}|[0-9]{5})$", "^[a-]$", "^[-a]+$", "b{0}c", "^(|a)b$", "🙂", "^[🙂é]{2}$",
    ];

    [Theory]
    [MemberData(nameof(Supported))]
    public void A_compiled_pattern_agrees_with_Regex(string pattern)
    {
        CompiledPattern compiled;
        try
        {
            compiled = CompiledPattern.Compile(pattern);
        }
        catch (PatternException)
        {
            pattern.ShouldBe("^[]a-]$|x");
            return;
        }

        // $ of .NET also matches before a final newline, which ECMA 262 does not have.
        var body = pattern.EndsWith('$') && !pattern.EndsWith("\\$") ? pattern[..^1] + "(?![\\s\\S])" : pattern;
        var regex = new Regex(body, RegexOptions.ECMAScript, TimeSpan.FromSeconds(5));
        var alphabet = Gen.OneOf("a", "b", "c", "d", "0", "7", "-", ".", "_", "é", "ü", "^", "$", "[", "]", "x", "\n");
        alphabet.Array[0, 7].Select(parts => string.Concat(parts)).Sample(
            text => compiled.IsMatch(Encoding.UTF8.GetBytes(text)).ShouldBe(regex.IsMatch(text), $"'{text}'"),
            iter: 2000,
            threads: 1);
    }

    [Theory]
    [InlineData("^🙂$", "🙂", true)]
    [InlineData("^.$", "🙂", true)]
    [InlineData("^[🙂é]{2}$", "é🙂", true)]
    [InlineData("^[^a]$", "\u0800", true)]
    [InlineData("^[^a]$", "\uFFFF", true)]
    [InlineData("^[\\u0080-\\uD7FF]$", "\u0080", true)]
    [InlineData("^[\\u0080-\\uD7FF]$", "\uD7FF", true)]
    [InlineData("^[\\u0080-\\uD7FF]$", "\uE000", false)]
    [InlineData("^[\\u0080-\\uD7FF]$", "\u007F", false)]
    [InlineData("^.$", "\u2028", false)]
    [InlineData("^.$", "\n", false)]
    public void Code_points_beyond_ASCII_count_as_one(string pattern, string text, bool matches) =>
        CompiledPattern.Compile(pattern).IsMatch(Encoding.UTF8.GetBytes(text)).ShouldBe(matches);

    [Theory]
    [InlineData("(?=a)", "look-around")]
    [InlineData("(?<n>a)", "named groups")]
    [InlineData("a*?", "lazy")]
    [InlineData("a++", "possessive")]
    [InlineData("\\bword", "\\b")]
    [InlineData("(a)\\1", "\\1")]
    [InlineData("\\p{L}", "\\p")]
    [InlineData("\\s", "\\s")]
    [InlineData("a^b", "first character only")]
    [InlineData("(a$)b", "last character only")]
    [InlineData("a$b", "after '$'")]
    [InlineData("^a|b$", "group")]
    [InlineData("(a", "without ')'")]
    [InlineData("a)", "without '('")]
    [InlineData("[a", "without ']'")]
    [InlineData("[z-a]", "lower to a higher")]
    [InlineData("[]", "empty class")]
    [InlineData("*a", "nothing before it")]
    [InlineData("a{x}", "escape it")]
    [InlineData("a{3,2}", "n <= m")]
    [InlineData("a\\", "at the end")]
    [InlineData("a{9999}", "escape it")]
    [InlineData("^([ab]{1000}c{1000}){20}$", "too large")]
    [InlineData("[ab]*a[ab]{14}$", "states")]
    public void What_cannot_be_compiled_is_refused_with_the_reason(string pattern, string reason) =>
        Should.Throw<PatternException>(() => CompiledPattern.Compile(pattern)).Message.ShouldContain(reason);
}
