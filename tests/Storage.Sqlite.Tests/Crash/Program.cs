using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Crossdock.Storage.Sqlite.Tests.Crash;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [Victim.Argument, .. var rest])
        {
            return await Victim.RunAsync(rest);
        }

        return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}
