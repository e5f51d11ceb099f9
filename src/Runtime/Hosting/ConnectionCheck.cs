using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crossdock.Runtime;

/// <summary>Compares what flows need with what connections declare and what their connectors implement.</summary>
internal sealed class ConnectionCheck(IServiceProvider services, IEnumerable<ConnectionDescriptor> descriptors)
{
    private readonly Dictionary<string, ConnectionDescriptor> _descriptors = descriptors.ToDictionary(one => one.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, IConnector?> _connectors = [];

    public IReadOnlyList<string> FindProblems(FlowModel flows)
    {
        var problems = new List<string>();
        foreach (var source in flows.Sources.Where(source => source.IsPolled))
        {
            var what = $"On<…>(\"{source.Source}\") for {source.DocumentType}";
            if (Find(source.Source, what, problems) is { } connection)
            {
                var isDeclared = connection.Manifest.Sources.Any(declared => declared.DocumentType == source.DocumentType);
                Compare(connection, what, source.PortName, isDeclared, source.IsImplementedBy, problems);
            }
        }

        foreach (var step in flows.Steps)
        {
            Check(step, problems);
        }

        return problems;
    }

    private void Check(EffectStep step, List<string> problems)
    {
        var what = FlowModelCheck.Name(step);
        if (Find(step.Connection, what, problems) is not { } connection)
        {
            return;
        }

        var declared = connection.Manifest.Effects.FirstOrDefault(effect => effect.Operation.Name == step.Operation.Name);
        Compare(connection, what, step.PortName, declared is not null, step.IsImplementedBy, problems);
        if (declared is { Idempotency: IdempotencyMode.Undeclared } && step.Operation.IsFinancial)
        {
            problems.Add($"{what}: the connector '{connection.Manifest.System}' does not declare what keeps '{step.Operation.Name}' from happening twice; declare its idempotency mode.");
        }

        if (declared is { MaxBatch: > 1 } && Create(connection.Name, problems) is { } connector && !step.IsBatchImplementedBy(connector))
        {
            problems.Add($"{what}: the connector '{connection.Manifest.System}' declares batches of {declared.MaxBatch} for '{step.Operation.Name}' and does not implement IBatchEffectPort; correct the connector.");
        }

        if (declared is { Idempotency: IdempotencyMode.NativeKey, KeyWindow: null })
        {
            problems.Add($"{what}: the connector '{connection.Manifest.System}' declares NativeKey for '{step.Operation.Name}' without KeyWindow; declare how long the remote remembers a key.");
        }
    }

    private void Compare(
        ConnectionDescriptor connection,
        string what,
        string port,
        bool isDeclared,
        Func<IConnector, bool> isImplementedBy,
        List<string> problems)
    {
        if (Create(connection.Name, problems) is not { } connector)
        {
            return;
        }

        var problem = (isDeclared, isImplementedBy(connector)) switch
        {
            (true, true) => null,
            (true, false) => $"its connector '{connection.Manifest.System}' declares {port} in its manifest and does not implement it; correct the connector",
            (false, true) => $"its connector '{connection.Manifest.System}' implements {port} and does not declare it in its manifest; correct the connector",
            (false, false) => $"its connector '{connection.Manifest.System}' has no {port}; use another connection or drop the step",
        };
        if (problem is not null)
        {
            problems.Add($"{what} needs the connection '{connection.Name}', but {problem}.");
        }
    }

    private ConnectionDescriptor? Find(string name, string what, List<string> problems)
    {
        if (_descriptors.TryGetValue(name, out var connection))
        {
            return connection;
        }

        var known = _descriptors.Count == 0 ? "none is registered" : $"registered are {string.Join(", ", _descriptors.Keys.Order(StringComparer.Ordinal).Select(one => $"'{one}'"))}";
        problems.Add($"{what} needs the connection '{name}', which is not registered ({known}).");
        return null;
    }

    private IConnector? Create(string name, List<string> problems)
    {
        if (_connectors.TryGetValue(name, out var known))
        {
            return known;
        }

        IConnector? connector = null;
        try
        {
            connector = services.GetKeyedService<IConnector>(name);
        }
        catch (OptionsValidationException failure)
        {
            problems.AddRange(failure.Failures);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            problems.Add($"Crossdock:Connections:{name}: the connector could not be created ({failure.GetType().Name}: {failure.Message}).");
        }

        _connectors.Add(name, connector);
        return connector;
    }
}
