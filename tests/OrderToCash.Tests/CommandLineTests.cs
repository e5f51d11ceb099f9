namespace Crossdock.OrderToCash.Tests;

/// <summary>Wrong options: exit code 2, and a text that names the option and what it takes.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--orders takes a whole number from 0 to 1000000, not 'x'.", "--orders", "x")]
    [InlineData("--orders takes a whole number from 0 to 1000000, not '-5'.", "--orders", "-5")]
    [InlineData("--orders takes a whole number from 0 to 1000000, not '1000001'.", "--orders", "1000001")]
    [InlineData("Required argument missing for option: '--orders'.", "--orders")]
    [InlineData("--faults takes a share from 0 to 0.9, e.g. 0.2, not '2'.", "--faults", "2")]
    [InlineData("--faults takes a share from 0 to 0.9, e.g. 0.2, not '0,2'.", "--faults", "0,2")]
    [InlineData("--faults takes a share from 0 to 0.9, e.g. 0.2, not 'NaN'.", "--faults", "NaN")]
    [InlineData("--seed takes a whole number of 0 or more, not '1.5'.", "--seed", "1.5")]
    [InlineData("--remote takes an http address, e.g. http://127.0.0.1:5080, not 'localhost'.", "--remote", "localhost")]
    [InlineData("--resume needs --store: name the SQLite file of the run to continue.", "--resume")]
    [InlineData("--shop takes fake, vendure or medusa, not 'shopify'.", "--shop", "shopify")]
    [InlineData("--erp takes fake, tryton or odoo, not 'sap'.", "--erp", "sap")]
    [InlineData("--shop vendure needs a real ERP: add --erp tryton or --erp odoo, or leave --shop out for the fakes.", "--shop", "vendure")]
    [InlineData("--shop medusa needs a real ERP: add --erp tryton or --erp odoo, or leave --shop out for the fakes.", "--shop", "medusa", "--erp", "fake")]
    [InlineData("--erp tryton needs a real shop: add --shop vendure or --shop medusa, or leave --erp out for the fakes.", "--erp", "tryton", "--shop", "fake")]
    [InlineData("--erp odoo needs a real shop: add --shop vendure or --shop medusa, or leave --erp out for the fakes.", "--erp", "odoo")]
    [InlineData("--shop vendure: real systems live as long as the run, so --resume and --remote are for the fakes; leave them out.", "--shop", "vendure", "--erp", "tryton", "--remote", "http://127.0.0.1:1")]
    [InlineData("Unrecognized command or argument '--ordres'.", "--ordres")]
    public async Task A_wrong_option_is_named(string expected, params string[] args)
    {
        var (exitCode, error, options) = await ParseAsync(args);

        exitCode.ShouldBe(ExitCode.CannotRun);
        error.ShouldContain(expected);
        options.ShouldBeNull();
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_named()
    {
        var missing = Path.Combine(Path.GetTempPath(), "crossdock-no-such-folder", "x.db");

        var (exitCode, error, _) = await ParseAsync(["--store", missing]);

        exitCode.ShouldBe(ExitCode.CannotRun);
        error.ShouldContain($"--store: the folder {Path.GetDirectoryName(missing)} does not exist; create it first.");
    }

    [Fact]
    public async Task Options_are_read()
    {
        var store = Path.Combine(Path.GetTempPath(), "x.db");

        var (exitCode, error, options) = await ParseAsync(
            ["--orders", "2000", "--faults", "0.2", "--seed", "7", "--store", store, "--remote", "http://127.0.0.1:5080", "--json", "out.json", "--resume"]);

        exitCode.ShouldBe(ExitCode.Balanced, error);
        options.ShouldBe(new RunOptions
        {
            Orders = 2000,
            Faults = 0.2,
            Seed = 7,
            Store = store,
            Remote = new Uri("http://127.0.0.1:5080"),
            Json = Path.GetFullPath("out.json"),
            Resume = true,
        });
    }

    [Theory]
    [InlineData("vendure", "tryton")]
    [InlineData("medusa", "tryton")]
    [InlineData("vendure", "odoo")]
    [InlineData("medusa", "odoo")]
    public async Task A_real_pair_is_chosen_by_both_options(string shop, string erp) =>
        (await ParseAsync(["--shop", shop, "--erp", erp])).Options!.Pair.ShouldBe(new PairNames(shop, erp));

    [Fact]
    public async Task The_fakes_can_be_named_too() => (await ParseAsync(["--shop", "fake", "--erp", "fake"])).Options!.Pair.ShouldBeNull();

    [Fact]
    public async Task Without_options_nothing_is_set() => (await ParseAsync([])).Options.ShouldBe(new RunOptions());

    private static async Task<(int ExitCode, string Error, RunOptions? Options)> ParseAsync(string[] args)
    {
        RunOptions? read = null;
        var error = new StringWriter();
        var exitCode = await new RunCommand().InvokeAsync(args, error, (options, _) =>
        {
            read = options;
            return Task.FromResult(ExitCode.Balanced);
        });
        return (exitCode, error.ToString(), read);
    }
}
