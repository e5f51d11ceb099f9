using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Npgsql;

namespace Crossdock.OrderToCash;

/// <summary>The command line. Every error names its option and what it takes.</summary>
internal sealed class RunCommand
{
    // Above this even a patient remote is mostly broken, and a run says nothing any more.
    private const double MaxFaults = 0.9;
    private const int MaxOrders = 1_000_000;
    private const string Fake = "fake";

    private static readonly IReadOnlyList<string> s_shops = [.. PairSystems.Shops.Select(shop => shop.Name)];
    private static readonly IReadOnlyList<string> s_erps = [.. PairSystems.Erps.Select(erp => erp.Name)];

    // Longer than the host takes to stop: effects under way are finished, not torn.
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromSeconds(30);

    private readonly Option<int?> _orders = new("--orders")
    {
        Description = $"Orders placed in the shop, the captured ones included: 0 to {MaxOrders}. Default {RunOptions.DefaultOrders}.",
        HelpName = "N",
        CustomParser = result => WholeNumber(result, 0, MaxOrders) is { } number ? (int)number : null,
    };

    private readonly Option<double?> _faults = new("--faults")
    {
        Description = $"Share of requests that the fake systems answer badly: 0 to {MaxFaults.ToString(CultureInfo.InvariantCulture)}. "
            + $"Default {RunOptions.DefaultFaults.ToString(CultureInfo.InvariantCulture)}. Given to FakeSystems itself when --remote is used.",
        HelpName = "RATE",
        CustomParser = Rate,
    };

    private readonly Option<long?> _seed = new("--seed")
    {
        Description = $"Seed of the generated orders and of the faults. Default {RunOptions.DefaultSeed}.",
        HelpName = "S",
        CustomParser = result => WholeNumber(result, 0, long.MaxValue),
    };

    private readonly Option<string?> _store = new("--store")
    {
        Description = "SQLite file, or \"Host=…;Database=…;Username=…\" of a PostgreSQL database that several processes may share. Default: order-to-cash.db in a new temporary folder. "
            + "An existing store is only used with --resume, by which a further process joins too.",
        HelpName = "PATH|CONNECTION",
        CustomParser = Store,
    };

    private readonly Option<Uri?> _remote = new("--remote")
    {
        Description = "Base address of a running FakeSystems, e.g. http://127.0.0.1:5080. Default: fakes in this process.",
        HelpName = "URL",
        CustomParser = Address,
    };

    private readonly Option<string?> _shop = new("--shop")
    {
        Description = $"The shop: {Fake} (default), or a real one that this process installs, starts and stops: {string.Join(", ", s_shops)}. A real shop goes with a real --erp.",
        HelpName = string.Join('|', [Fake, .. s_shops]),
        CustomParser = result => OneOf(result, [Fake, .. s_shops]),
    };

    private readonly Option<string?> _erp = new("--erp")
    {
        Description = $"The ERP: {Fake} (default), or a real one that this process starts and stops: {string.Join(", ", s_erps)}. A real ERP goes with a real --shop.",
        HelpName = string.Join('|', [Fake, .. s_erps]),
        CustomParser = result => OneOf(result, [Fake, .. s_erps]),
    };

    private readonly Option<string?> _json = new("--json")
    {
        Description = "Write the result as JSON to this file.",
        HelpName = "FILE",
        CustomParser = result => FilePath(result),
    };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Continue the run of --store after a kill; options that are not given keep their values.",
    };

    private readonly RootCommand _command;

    public RunCommand()
    {
        _command = new RootCommand("Takes shop orders through ERP, warehouse and invoice, with faults injected, and checks that the remote ledgers balance.")
        {
            _orders, _faults, _seed, _store, _remote, _shop, _erp, _json, _resume,
        };
        _command.Validators.Add(RequireStoreToResume);
        _command.Validators.Add(RequireWholePair);
    }

    /// <summary>Parses and runs.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="error">Where problems of the options go.</param>
    /// <param name="runAsync">Runs with valid options and returns the exit code. Its token is cancelled by Ctrl-C and SIGTERM.</param>
    public async Task<int> InvokeAsync(string[] args, TextWriter error, Func<RunOptions, CancellationToken, Task<int>> runAsync)
    {
        var parsed = _command.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
            {
                await error.WriteLineAsync(problem.Message);
            }

            await error.WriteLineAsync("Run with --help to see all options.");
            return ExitCode.CannotRun;
        }

        _command.SetAction((_, cancellationToken) => runAsync(Read(parsed), cancellationToken));

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = s_stopTimeout, EnableDefaultExceptionHandler = false });
    }

    private RunOptions Read(ParseResult parsed) => new()
    {
        Orders = parsed.GetValue(_orders),
        Faults = parsed.GetValue(_faults),
        Seed = parsed.GetValue(_seed),
        Store = parsed.GetValue(_store),
        Remote = parsed.GetValue(_remote),
        Pair = parsed.GetValue(_shop) is { } shop and not Fake && parsed.GetValue(_erp) is { } erp and not Fake ? new PairNames(shop, erp) : null,
        Json = parsed.GetValue(_json),
        Resume = parsed.GetValue(_resume),
    };

    private void RequireStoreToResume(CommandResult result)
    {
        if (result.GetValue(_resume) && result.GetResult(_store) is null)
        {
            result.AddError("--resume needs --store: name the SQLite file of the run to continue.");
        }
    }

    private void RequireWholePair(CommandResult result)
    {
        // As written: a value that was refused has its own error.
        var (shop, erp) = (Written(_shop), Written(_erp));
        if (s_shops.Contains(shop) && erp == Fake)
        {
            result.AddError($"--shop {shop} needs a real ERP: add --erp {string.Join(" or --erp ", s_erps)}, or leave --shop out for the fakes.");
        }

        if (s_erps.Contains(erp) && shop == Fake)
        {
            result.AddError($"--erp {erp} needs a real shop: add --shop {string.Join(" or --shop ", s_shops)}, or leave --erp out for the fakes.");
        }

        if (s_shops.Contains(shop) && (result.GetValue(_resume) || result.GetResult(_remote) is not null))
        {
            result.AddError($"--shop {shop}: real systems live as long as the run, so --resume and --remote are for the fakes; leave them out.");
        }

        string Written(Option<string?> option) => result.GetResult(option)?.Tokens is [{ Value: var value }] ? value : Fake;
    }

    private static string? OneOf(ArgumentResult result, IReadOnlyList<string> allowed)
    {
        var text = Text(result);
        if (allowed.Contains(text))
        {
            return text;
        }

        result.AddError($"{Name(result)} takes {string.Join(", ", allowed.SkipLast(1))} or {allowed[^1]}, not '{text}'.");
        return null;
    }

    private static long? WholeNumber(ArgumentResult result, long min, long max)
    {
        var text = Text(result);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        var range = max == long.MaxValue ? $"of {min} or more" : $"from {min} to {max}";
        result.AddError($"{Name(result)} takes a whole number {range}, not '{text}'.");
        return null;
    }

    private static double? Rate(ArgumentResult result)
    {
        var text = Text(result);
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate <= MaxFaults)
        {
            return rate;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{Name(result)} takes a share from 0 to {MaxFaults}, e.g. 0.2, not '{text}'."));
        return null;
    }

    private static Uri? Address(ArgumentResult result)
    {
        var text = Text(result);
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        result.AddError($"{Name(result)} takes an http address, e.g. http://127.0.0.1:5080, not '{text}'.");
        return null;
    }

    private static string? Store(ArgumentResult result)
    {
        var text = Text(result);
        if (!RunStore.IsConnectionString(text))
        {
            return FilePath(result);
        }

        try
        {
            if (!string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host))
            {
                return text;
            }
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            // Refused below, as one without a host is.
        }

        // What is wrong may be the password, so the text is not repeated.
        result.AddError($"{Name(result)} begins like a PostgreSQL connection string and is none. Write Host=…;Port=…;Database=…;Username=…;Password=…, separated by semicolons.");
        return null;
    }

    private static string? FilePath(ArgumentResult result)
    {
        var text = Text(result);
        if (text.Length == 0 || text.Contains('\0') || Directory.Exists(text))
        {
            result.AddError($"{Name(result)} takes the path of a file, not '{text}'.");
            return null;
        }

        var path = Path.GetFullPath(text);
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            result.AddError($"{Name(result)}: the folder {Path.GetDirectoryName(path)} does not exist; create it first.");
        }

        return path;
    }

    private static string Text(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;

    private static string Name(ArgumentResult result) => ((OptionResult)result.Parent!).Option.Name;
}
