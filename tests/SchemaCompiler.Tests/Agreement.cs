using Crossdock.Canonical;

namespace Crossdock.SchemaCompiler.Tests;

/// <summary>The four ways to ask a codec must give one answer.</summary>
internal static class Agreement
{
    /// <summary>Asks in all ways.</summary>
    /// <returns>Whether the text is valid.</returns>
    public static bool Of<T>(DocumentCodec<T> codec, ReadOnlySpan<byte> text)
        where T : class
    {
        var parsed = codec.Parse(text);
        codec.Validate(text).ShouldBe(parsed.Problems);
        codec.IsValid(text).ShouldBe(parsed.IsValid);
        codec.TryParse(text, out var document).ShouldBe(parsed.IsValid);
        document.ShouldBe(parsed.Value);
        foreach (var problem in parsed.Problems)
        {
            problem.Found.Length.ShouldBeInRange(1, 64);
            problem.Allowed.ShouldNotBeEmpty();
        }

        return parsed.IsValid;
    }
}
