using System.Text;
using Crossdock.Canonical.Rules;

namespace Crossdock.Canonical.Tests;

/// <summary>The example of the package README, kept here so that it compiles and runs.</summary>
public sealed class ReadmeSnippet
{
    private static string Example(byte[] utf8)
    {
        #region readme
        ParseResult<Order> parsed = Order.Codec.Parse(utf8);
        if (!parsed.IsValid)
            return string.Join("\n", parsed.Problems);      // every pointer, what was found, what is allowed

        Order order = parsed.Value;
        foreach (RuleViolation violation in CanonicalRules.Check(order))
        {
            if (violation.Severity == RuleSeverity.Error)
                return violation.ToString();                // CDR-MON-090 /totals/payableAmount: ...
        }

        Party? shipTo = order.Parties.WithRole(PartyRole.ShipTo);
        Money shipping = Money.FromMinorUnits(499, order.Currency);
        Money[] perLine = shipping.Allocate(2, 1);          // 3.33 and 1.66: nothing is lost
        #endregion
        return $"{shipTo?.Name}: {string.Join(", ", perLine)}";
    }

    [Fact]
    public void It_does_what_its_comments_say()
    {
        Example("""{"number":1}"""u8.ToArray()).ShouldContain("/number");
        Example(Order.Codec.ToUtf8Bytes(Rules.Sample.Order)).ShouldBe(": 3.33 EUR, 1.66 EUR");
        var wrong = Rules.Sample.Order with { Totals = Rules.Sample.Order.Totals! with { PayableAmount = Money.Of(1, "EUR") }, PaymentTerms = null };
        Example(Order.Codec.ToUtf8Bytes(wrong)).ShouldStartWith("CDR-MON-090 /totals/payableAmount: ");
    }

    [Fact]
    public void The_readme_shows_exactly_this()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "docs", "ReadmeSnippet.cs"));
        var start = Array.FindIndex(lines, line => line.Trim() == "#region readme") + 1;
        var end = Array.FindIndex(lines, line => line.Trim() == "#endregion");
        var snippet = new StringBuilder();
        foreach (var line in lines[start..end])
            snippet.Append(line.Length == 0 ? "" : line[8..]).Append('\n');

        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "README.md")).ShouldContain(snippet.ToString());
    }
}
