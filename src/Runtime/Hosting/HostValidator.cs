using Crossdock.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crossdock.Runtime;

/// <summary>Checks at start that flows, manifests and connector instances fit together. All problems are told at once.</summary>
internal sealed class HostValidator(IServiceProvider services, FlowModel flows, IEnumerable<ConnectionDescriptor> connections)
    : IValidateOptions<CrossdockOptions>
{
    public ValidateOptionsResult Validate(string? name, CrossdockOptions options)
    {
        var problems = FlowModelCheck.FindProblems(flows).Concat(new ConnectionCheck(services, connections).FindProblems(flows))
            .Concat(FlowControlCheck.FindProblems(options, connections)).ToList();
        problems.AddRange(FindForgetful(options));
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(ICrossdockStore)) == false)
        {
            problems.Add("No store is registered: call AddSqliteStore(...) or another store's Add method inside AddCrossdock(...).");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> FindForgetful(CrossdockOptions options) =>
        from connection in connections
        from source in connection.Manifest.Sources
        where source.DeclaredLateness >= options.InputRetention
        select $"Crossdock:InputRetention ({options.InputRetention:c}) must be longer than the lateness that '{connection.Name}' declares for {source.DocumentType} ({source.DeclaredLateness:c}).";
}
