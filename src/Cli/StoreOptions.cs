using System.CommandLine;

namespace Crossdock.Cli;

/// <summary>Options that every command takes: which store, how to print.</summary>
internal sealed class StoreOptions
{
    /// <summary>Where the connection string is taken from unless another name is given.</summary>
    public const string DefaultVariable = "CROSSDOCK_STORE";

    private readonly Option<string?> _sqlite = new("--sqlite") { Description = "The file of a SQLite store. No other process may have it open.", Recursive = true };

    private readonly Option<bool> _postgres = new("--postgres") { Description = $"A PostgreSQL store; its connection string is in the environment variable {DefaultVariable}.", Recursive = true };

    private readonly Option<string> _variable = new("--connection-env") { Description = "Another environment variable with the connection string.", Recursive = true, DefaultValueFactory = _ => DefaultVariable };

    private readonly Option<string> _schema = new("--schema") { Description = "The schema of a PostgreSQL store.", Recursive = true, DefaultValueFactory = _ => "crossdock" };

    private readonly Option<string> _tenant = new("--tenant") { Description = "The tenant.", Recursive = true, DefaultValueFactory = _ => "default" };

    private readonly Option<bool> _json = new("--json") { Description = "Prints JSON.", Recursive = true };

    public void AddTo(Command root)
    {
        root.Options.Add(_sqlite);
        root.Options.Add(_postgres);
        root.Options.Add(_variable);
        root.Options.Add(_schema);
        root.Options.Add(_tenant);
        root.Options.Add(_json);
    }

    public string TenantOf(ParseResult parsed) => parsed.GetValue(_tenant)!;

    public Printer PrinterOf(ParseResult parsed, TextWriter output) => new(output, parsed.GetValue(_json));

    /// <summary>Opens the store that the command line names.</summary>
    /// <exception cref="UsageException">It names none, or two.</exception>
    public Task<Session> OpenAsync(ParseResult parsed, CancellationToken cancellationToken, Action<CrossdockOptions>? configure = null)
    {
        var file = parsed.GetValue(_sqlite);
        var isServer = parsed.GetValue(_postgres);
        if (file is null == !isServer)
        {
            throw new UsageException("Name one store: --sqlite <file>, or --postgres with its connection string in an environment variable.");
        }

        if (file is not null && !File.Exists(file))
        {
            throw new UsageException($"There is no store '{file}': give the path that the host has in Crossdock:Storage:Sqlite:Path. The command line makes none.");
        }

        return Session.OpenAsync(
            crossdock => _ = file is not null
                ? crossdock.AddSqliteStore(store => store.Path = file)
                : crossdock.AddPostgreSqlStore(store =>
                {
                    store.ConnectionString = Secret(parsed.GetValue(_variable)!);
                    store.Schema = parsed.GetValue(_schema)!;
                }),
            options =>
            {
                options.Tenant = TenantOf(parsed);
                configure?.Invoke(options);
            },
            cancellationToken);
    }

    private static string Secret(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        ? value
        : throw new UsageException($"The environment variable {variable} is empty; put the connection string of the PostgreSQL store into it.");
}
