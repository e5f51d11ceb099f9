using System.Text.RegularExpressions;

namespace Crossdock.Wire;

/// <summary>
/// A regular expression that came from outside: a partner's schema, a mapping, a filter in configuration. It matches in time linear in the text, whatever the
/// pattern, and a pattern that would need more is refused when it is made.
/// </summary>
/// <remarks>Look-around, back references and atomic groups are not available. Patterns in your own code are <c>[GeneratedRegex]</c>.</remarks>
public sealed class PartnerPattern
{
    /// <summary>Longest pattern in characters.</summary>
    public const int MaxLength = 1000;

    // Linear already; the time-out bounds a long text under load.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);
    private readonly Regex _regex;

    private PartnerPattern(Regex regex) => _regex = regex;

    /// <summary>Makes a pattern.</summary>
    /// <param name="pattern">The .NET regular expression; it is matched without regard to the culture.</param>
    /// <exception cref="ConnectorException">It is no pattern, or one that cannot be matched in linear time; <see cref="ErrorKind.Validation"/>.</exception>
    public static PartnerPattern Compile(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.Length > MaxLength)
        {
            throw Refused($"has {pattern.Length} characters; allowed are {MaxLength}");
        }

        try
        {
            return new PartnerPattern(new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, s_timeout));
        }
        catch (RegexParseException malformed)
        {
            throw Refused($"is malformed at character {malformed.Offset}");
        }
        catch (NotSupportedException)
        {
            throw Refused("uses look-around, back references or repetitions that cannot be matched in linear time; write it without");
        }
    }

    /// <summary>True when the pattern matches anywhere in the text.</summary>
    /// <exception cref="ConnectorException">It took longer than a second; <see cref="ErrorKind.Validation"/>.</exception>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw Refused("took longer than a second on one text; simplify it");
        }
    }

    private static ConnectorException Refused(string why) =>
        new(new ConnectorError { Kind = ErrorKind.Validation, Message = $"The pattern {why}.", RemoteCode = "pattern" });
}
