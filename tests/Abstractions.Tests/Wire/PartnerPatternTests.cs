using System.Diagnostics;
using Crossdock.Wire;

namespace Crossdock.Abstractions.Tests.Wire;

/// <summary>Fault 48: a pattern from outside cannot stop a process.</summary>
public class PartnerPatternTests
{
    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|aa)+$")]
    [InlineData("^(.*a){20}$")]
    [InlineData("^([a-zA-Z]+)*$")]
    public void A_pattern_that_would_backtrack_for_ever_answers_at_once(string pattern)
    {
        var watch = Stopwatch.StartNew();

        PartnerPattern.Compile(pattern).IsMatch(new string('a', 50_000) + "!").ShouldBeFalse();

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("(?=a)b")]
    [InlineData("(a)\\1")]
    [InlineData("((((a{100}){100}){100}){100})")]
    [InlineData("(")]
    [InlineData("[z-a]")]
    public void A_pattern_that_cannot_be_matched_in_linear_time_is_refused(string pattern)
    {
        var exception = Should.Throw<ConnectorException>(() => PartnerPattern.Compile(pattern));

        exception.Kind.ShouldBe(ErrorKind.Validation);
        exception.Error.RemoteCode.ShouldBe("pattern");
        exception.InnerException.ShouldBeNull();
    }

    [Fact]
    public void A_pattern_has_a_longest_length() =>
        Should.Throw<ConnectorException>(() => PartnerPattern.Compile(new string('a', PartnerPattern.MaxLength + 1))).Kind.ShouldBe(ErrorKind.Validation);

    [Fact]
    public void An_ordinary_pattern_matches()
    {
        var pattern = PartnerPattern.Compile("^[A-Z]{2}-[0-9]+$");
        pattern.IsMatch("SO-1").ShouldBeTrue();
        pattern.IsMatch("so-1").ShouldBeFalse();
    }
}
