using System.Globalization;

namespace Crossdock.Wire;

/// <summary>Collects what is wrong with an interchange, and names the place.</summary>
internal sealed class EdiReport
{
    private const int Limit = 100;
    private readonly List<DocumentProblem> _problems = [];

    public IReadOnlyList<DocumentProblem> Problems => _problems;

    public static EdiEnvelope Unreadable(string code, string message) => new()
    {
        Syntax = EdiSyntax.X12,
        Delimiters = default,
        ControlNumber = "",
        Messages = 0,
        Length = 0,
        Problems = [new DocumentProblem("", code, message)],
    };

    public void Structure(in EdiSegment segment, string message) => Add(segment, 0, "edi-structure", message);

    public void Syntax(in EdiSegment segment, string message) => Add(segment, 0, "edi-syntax", message);

    /// <summary>A count at the end of something against what was counted.</summary>
    public void Count(in EdiSegment segment, int element, int counted, string what)
    {
        var text = segment.Element(element);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var declared) || declared != counted)
        {
            Add(segment, element, "edi-count", string.Create(CultureInfo.InvariantCulture, $"found {Shown(text)}, expected {counted}, which is how many {what} came. Ask the partner to send it again."));
        }
    }

    /// <summary>The control number at the end of something against the one at its beginning.</summary>
    public void Control(in EdiSegment segment, int element, string opened, string by)
    {
        var text = segment.Element(element);
        if (text != opened || text.Length == 0)
        {
            Add(segment, element, "edi-control", $"found {Shown(text)}, expected {Shown(opened)} as in {by}. Ask the partner to send it again.");
        }
    }

    /// <summary>A control number that was used before at the same level.</summary>
    public void Repeated(in EdiSegment segment, int element) =>
        Add(segment, element, "edi-control", $"found {Shown(segment.Element(element))} a second time; two messages under one number cannot be told apart.");

    private void Add(in EdiSegment segment, int element, string code, string message)
    {
        if (_problems.Count < Limit)
        {
            var pointer = string.Create(CultureInfo.InvariantCulture, $"/{segment.Number}/{segment.Tag}{(element == 0 ? "" : $"/{element}")}");
            _problems.Add(new DocumentProblem(pointer, code, message));
        }
    }

    // Counts and control numbers are digits and letters; what else stands in their place is not repeated.
    private static string Shown(string text) =>
        text.Length == 0 ? "nothing" : text.Length <= 14 && text.All(char.IsAsciiLetterOrDigit) ? text : "a text that is not shown";
}
