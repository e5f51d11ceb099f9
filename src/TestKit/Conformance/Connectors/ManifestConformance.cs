using System.Runtime.CompilerServices;

namespace Crossdock.TestKit.Conformance;

/// <summary>What a connector declares is true, and is tested: derive it once per connector, beside the classes of its ports.</summary>
public abstract class ManifestConformance : ConnectorConformance
{
    /// <inheritdoc/>
    protected override string PortName => "manifest";

    /// <summary>The assembly that holds the connector's conformance classes.</summary>
    protected virtual System.Reflection.Assembly Tests => GetType().Assembly;

    /// <summary>CDT-MAN-001.</summary>
    [ConformanceRule("CDT-MAN-001", "What is declared is there", Expected = "A port interface for each source, effect, lookup, snapshot and the webhooks of the manifest.", Others = "They declare with attributes, and let the generator make the manifest.")]
    public Task What_is_declared_is_there() => CheckAsync(async () =>
    {
        var missing = Declared().Except(await ImplementedAsync()).ToList();
        Require(missing.Count == 0, $"declares and does not have: {string.Join(", ", missing)}");
    });

    /// <summary>CDT-MAN-002.</summary>
    [ConformanceRule("CDT-MAN-002", "What is there is declared", Expected = "Each port the connector has stands in the manifest; the runtime sees nothing else.", Others = "They declare with attributes, and let the generator make the manifest.")]
    public Task What_is_there_is_declared() => CheckAsync(async () =>
    {
        var undeclared = (await ImplementedAsync()).Except(Declared()).ToList();
        Require(undeclared.Count == 0, $"has and does not declare: {string.Join(", ", undeclared)}");
    });

    /// <summary>CDT-MAN-003.</summary>
    [ConformanceRule("CDT-MAN-003", "What is declared is tested", Expected = "A conformance class for each declared port.", Others = "They derive one class per port in one file per connector.")]
    public Task What_is_declared_is_tested() => CheckAsync(() =>
    {
        var tested = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in Tests.GetTypes().Where(type => type is { IsAbstract: false, ContainsGenericParameters: false } && typeof(ConnectorConformance).IsAssignableFrom(type)))
        {
            // Only names are asked for, which need no remote: what a constructor takes (an xunit fixture) is left out.
            var tests = (ConnectorConformance)(type.GetConstructor(Type.EmptyTypes) is null ? RuntimeHelpers.GetUninitializedObject(type) : Activator.CreateInstance(type)!);
            if (tests.Describes(Manifest.System) is { } port)
            {
                tested.Add(port);
            }
        }

        var missing = Declared().Except(tested).ToList();
        Require(missing.Count == 0, $"declares without a conformance class: {string.Join(", ", missing)}");
        return Task.CompletedTask;
    });

    /// <summary>CDT-MAN-004.</summary>
    [ConformanceRule("CDT-MAN-004", "Idempotency is declared in full", Expected = "A key window above zero for NativeKey, fields for NaturalKeyLookup, a mode for every financial effect, settle times of at least zero.",
        Others = "They measure settle times at the live system.")]
    public Task Idempotency_is_declared_in_full() => CheckAsync(() =>
    {
        foreach (var effect in Manifest.Effects)
        {
            Require(effect.Idempotency != IdempotencyMode.NativeKey || effect.KeyWindow > TimeSpan.Zero, $"declares a native key without a window for {effect.Operation.Name}");
            Require(effect.Idempotency != IdempotencyMode.NaturalKeyLookup || effect.LookupFields.Count > 0, $"declares a lookup without fields for {effect.Operation.Name}");
            Require(effect.Idempotency != IdempotencyMode.Undeclared || !effect.Operation.IsFinancial, $"declares nothing for {effect.Operation.Name}");
            Require(effect.SettleTime >= TimeSpan.Zero && effect.MaxBatch >= 1 && effect.Cost >= 1, $"declares a figure below its bound for {effect.Operation.Name}");
        }

        foreach (var source in Manifest.Sources)
        {
            Require(source.Cursor != CursorReliability.Late || source.DeclaredLateness > TimeSpan.Zero, $"declares late changes without a lateness for {source.DocumentType}");
            Require(source.Cursor != CursorReliability.MissesChanges || !string.IsNullOrWhiteSpace(source.MissedChanges), $"does not say which changes the cursor of {source.DocumentType} misses");
        }

        return Task.CompletedTask;
    });

    private IEnumerable<string> Declared() =>
    [
        .. Manifest.Sources.Select(source => "source " + source.DocumentType),
        .. Manifest.Effects.Select(effect => effect.Operation.Name),
        .. Manifest.Lookups.Select(document => "lookup " + document),
        .. Manifest.Snapshots.Select(document => "snapshot " + document),
        .. Manifest.Webhooks is null ? Array.Empty<string>() : ["webhooks"],
    ];

    private async Task<IReadOnlyList<string>> ImplementedAsync()
    {
        var connector = await ConnectAsync(new ConnectionSetup(Wire));
        return [.. connector.GetType().GetInterfaces().Select(PortNames.Of).OfType<string>().Distinct()];
    }
}
