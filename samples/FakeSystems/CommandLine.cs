using System.Globalization;
using Crossdock.TestKit.Fakes;

namespace Crossdock.Samples;

/// <summary>Reads the options of this process; every error names the option.</summary>
internal static class CommandLine
{
    public const string Usage = """
        FakeSystems [--port P] [--data DIR] [--faults RATE] [--seed S] [--ship-delay-ms N] [--search-lag-ms N] [--hold-ms N]

          --port P           loopback port; 0, the default, takes a free one
          --data DIR         where the journals live, so that a restart continues; without it nothing is kept
          --faults RATE      share of requests answered badly, 0 to 1 (default 0)
          --seed S           seed of the faults (default 1)
          --ship-delay-ms N  from a fulfilment request to its shipment (default 100)
          --search-lag-ms N  how long the warehouse's search misses a new request (default 0)
          --hold-ms N        how long a timed-out answer is held at most (default 30000)
        """;

    /// <exception cref="CommandLineException">An option is unknown, has no value, or its value is wrong.</exception>
    public static FakeSystemsOptions Parse(IReadOnlyList<string> args)
    {
        var (options, plan) = (new FakeSystemsOptions { ShipDelay = TimeSpan.FromMilliseconds(100) }, new FaultPlan { Seed = 1 });
        for (var i = 0; i < args.Count; i += 2)
        {
            var name = args[i];
            var value = i + 1 < args.Count ? args[i + 1] : null;
            switch (name)
            {
                case "--port":
                    options = options with { Port = Integer(name, value, 0, 65535) };
                    break;
                case "--data":
                    options = options with { DataDirectory = Text(name, value) };
                    break;
                case "--faults":
                    plan = plan with { Rate = Rate(name, value) };
                    break;
                case "--seed":
                    plan = plan with { Seed = Integer(name, value, int.MinValue, int.MaxValue) };
                    break;
                case "--ship-delay-ms":
                    options = options with { ShipDelay = Milliseconds(name, value) };
                    break;
                case "--search-lag-ms":
                    options = options with { SearchLag = Milliseconds(name, value) };
                    break;
                case "--hold-ms":
                    plan = plan with { Hold = Milliseconds(name, value) };
                    break;
                default:
                    throw new CommandLineException($"Unknown option '{name}'.");
            }
        }

        return options with { Faults = plan };
    }

    private static string Text(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? throw new CommandLineException($"{name} needs a value.") : value;

    private static TimeSpan Milliseconds(string name, string? value) => TimeSpan.FromMilliseconds(Integer(name, value, 0, 86_400_000));

    private static int Integer(string name, string? value, int min, int max) =>
        int.TryParse(Text(name, value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new CommandLineException($"{name} must be a whole number from {min} to {max}, not '{value}'.");

    private static double Rate(string name, string? value) =>
        double.TryParse(Text(name, value), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is >= 0 and <= 1
            ? rate
            : throw new CommandLineException($"{name} must be a number from 0 to 1, such as 0.2, not '{value}'.");
}
