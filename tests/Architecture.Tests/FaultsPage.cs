namespace Crossdock.Architecture.Tests;

/// <summary>docs/faults names every fault, what is done about it, and the test that shows it.</summary>
public class FaultsPage
{
    private const int Columns = 6;

    private static List<string[]> Rows =>
    [
        .. Repository.Read("docs/faults/README.md").Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]))
            .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    [Fact]
    public void Every_fault_has_its_row_in_order()
    {
        Rows.ShouldAllBe(row => row.Length == Columns);
        Rows.Select(row => int.Parse(row[0], System.Globalization.CultureInfo.InvariantCulture)).Distinct().ShouldBe(Enumerable.Range(1, 55));
    }

    [Fact]
    public void Every_row_names_its_test_or_says_that_there_is_none()
    {
        Rows.Where(row => !row[^1].Contains(".cs)", StringComparison.Ordinal) && row[^1] != "none yet").ShouldBeEmpty();
        Rows.Where(row => int.Parse(row[0], System.Globalization.CultureInfo.InvariantCulture) is (>= 41 and <= 48) or 53)
            .Where(row => row[^1] == "none yet" || row[2].Length == 0 || row[3].Length == 0 || row[4].Length == 0)
            .ShouldBeEmpty("bad input and replays are shown, by their error and what to do");
    }
}
