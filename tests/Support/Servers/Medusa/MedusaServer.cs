using System.Globalization;

namespace Crossdock.Servers;

/// <summary>A Medusa 2.21.2 shop with what <see cref="MedusaSeed"/> puts in.</summary>
public sealed class MedusaServer : NpmShop
{
    private static readonly string[] s_medusa = ["node", "node_modules/.bin/medusa"];
    private static readonly NpmProgram s_program = new("medusa", MedusaSeed.Version, "package.json", "package-lock.json", "medusa-config.js", "tsconfig.json");

    private MedusaServer(string folder, PostgreSqlServer postgreSql)
        : base(s_program, folder, postgreSql)
    {
    }

    /// <inheritdoc/>
    public override string Name => "Medusa 2.21.2";

    /// <summary>What connectors talk to.</summary>
    public Uri AdminApi => new(Address, "admin");

    /// <inheritdoc/>
    protected override TimeSpan Patience => TimeSpan.FromSeconds(300);

    /// <summary>Why Medusa cannot be started here; null when it can, as far as one can tell before its packages are installed.</summary>
    public static string? WhyNot() => WhyNotOf("Medusa");

    /// <summary>Makes a seeded shop and starts it. The first time on a machine takes minutes; packages and seed are kept in the temporary folder.</summary>
    /// <exception cref="NotInstalledException">npm could not install it.</exception>
    public static Task<MedusaServer> StartAsync() => StartAsync(WhyNot(), s_program, (folder, postgreSql) => new MedusaServer(folder, postgreSql));

    /// <summary>A client of its own with all rights, that goes around the connector.</summary>
    public MedusaApi Administer() => new(Address, "Authorization", "Basic " + Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(ApiKey + ":")));

    /// <inheritdoc/>
    protected override async Task SeedAsync()
    {
        await ServerProcess.RunAsync(Folder, Variables(), [.. s_medusa, "db:migrate"]).ConfigureAwait(false);
        await ServerProcess.RunAsync(Folder, Variables(), [.. s_medusa, "user", "-e", MedusaSeed.Email, "-p", MedusaSeed.Password]).ConfigureAwait(false);
        await LaunchAsync(isEmpty: false).ConfigureAwait(false);
        await MedusaSeed.RunAsync(Address).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override Task<string> CreateApiKeyAsync() => MedusaSeed.CreateApiKeyAsync(Address);

    private protected override ServerProcess Start(bool isEmpty) =>
        ServerProcess.Start(Folder, Variables(), [.. s_medusa, "start", "-H", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture)]);

    private Dictionary<string, string> Variables() => new()
    {
        ["PORT"] = Port.ToString(CultureInfo.InvariantCulture),
        ["SHOP_DATABASE_URL"] = Url,
        ["NODE_ENV"] = "production",
        ["MEDUSA_DISABLE_TELEMETRY"] = "true",
    };
}
