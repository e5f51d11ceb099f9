namespace Crossdock.RealSystems;

/// <summary>What takes too long for every run: it is run with <c>CROSSDOCK_THOROUGH=1</c>.</summary>
internal static class ThoroughRun
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("CROSSDOCK_THOROUGH") == "1";

    /// <summary>Skips the test in a run that is not thorough.</summary>
    /// <param name="why">Why it takes long.</param>
    public static void Require(string why) => Assert.SkipUnless(IsOn, why + ": set CROSSDOCK_THOROUGH=1 to run this.");
}
