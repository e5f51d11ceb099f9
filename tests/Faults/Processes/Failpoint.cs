using System.Runtime.InteropServices;

namespace Crossdock.Faults.Processes;

/// <summary>Where a process ends itself: at the n-th passing of a named point, by a signal that nothing in it can handle.</summary>
internal static class Failpoint
{
    private const int SigKill = 9;
    private static readonly Lock s_gate = new();
    private static string? s_armed;
    private static int s_left;

    /// <summary>From now on the n-th passing of the point is the end.</summary>
    public static void Arm(string name, int hit)
    {
        lock (s_gate)
        {
            (s_armed, s_left) = (name, hit);
        }
    }

    public static void Pass(string name)
    {
        lock (s_gate)
        {
            if (name == s_armed && --s_left == 0)
            {
                _ = SendSignal(Environment.ProcessId, SigKill);
                Environment.FailFast("The process outlived SIGKILL.");
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int processId, int signal);
}
