using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Crossdock.Faults;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [var verb, .. var rest] && Verbs.All.TryGetValue(verb, out var run))
        {
            return await run(rest);
        }

        return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}
