using System.Runtime.CompilerServices;

namespace Crossdock.Generators.Roslyn.Tests.Harness;

/// <summary>Compares text with a checked-in file. To accept a change, run with <c>CROSSDOCK_APPROVE=1</c> and review the difference.</summary>
internal static class Approved
{
    public static void ShouldBeApproved(this string text, [CallerMemberName] string test = "")
    {
        var file = Path.Combine(Repository.Root, "tests", "Generators.Roslyn.Tests", "Approved", test + ".approved.txt");
        if (Environment.GetEnvironmentVariable("CROSSDOCK_APPROVE") == "1")
        {
            File.WriteAllText(file, text);
        }

        File.Exists(file).ShouldBeTrue($"'{test}' has no approved text; run once with CROSSDOCK_APPROVE=1 and review the file.");
        text.ShouldBe(File.ReadAllText(file).ReplaceLineEndings("\n"));
    }
}
