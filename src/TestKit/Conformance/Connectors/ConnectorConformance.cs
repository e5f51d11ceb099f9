using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;
using Xunit.Sdk;

namespace Crossdock.TestKit.Conformance;

/// <summary>
/// What the conformance classes of all ports share: how to connect, which rules do not apply, and the report. Derive from the class of
/// a port, not from this one. xunit makes one instance for each rule.
/// </summary>
public abstract class ConnectorConformance : IAsyncLifetime
{
    private ConformanceRuleAttribute? _rule;

    /// <summary>
    /// The connector and its remote, for all classes of one connector. Override it, or <see cref="Manifest"/> and
    /// <see cref="ConnectAsync(ConnectionSetup)"/>. It has to be the same one during a rule.
    /// </summary>
    protected virtual ConnectorFixture? Fixture => null;

    /// <summary>What the connector declares; the generated <c>Manifest</c>.</summary>
    protected virtual ConnectorManifest Manifest => Given().Manifest;

    /// <summary>The rule under way; null before it begins.</summary>
    protected ConformanceRuleAttribute? Rule => _rule;

    /// <summary>Rules that do not apply, by id, and why: the negative capability of the remote. A rule without its hook that is not listed fails.</summary>
    protected virtual IReadOnlyDictionary<string, string> NotApplicable { get; } = new Dictionary<string, string>();

    /// <summary>Where verdicts go.</summary>
    protected virtual ConformanceReport Report => ConformanceReport.OfThisRun;

    /// <summary>The port in the words of the report.</summary>
    protected abstract string PortName { get; }

    /// <summary>Cancelled when the test run is.</summary>
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The wire of this rule.</summary>
    protected RemoteWire Wire => field ??= new RemoteWire(IsWrite);

    /// <summary>Brings the remote to its start.</summary>
    public async ValueTask InitializeAsync() => await ResetAsync();

    /// <summary>Cleans up.</summary>
    public async ValueTask DisposeAsync()
    {
        await CleanUpAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes a connector as a newly started process would: nothing that another instance holds in memory may be shared.</summary>
    protected virtual Task<IConnector> ConnectAsync(ConnectionSetup setup) => Given().ConnectAsync(setup);

    /// <summary>Brings the remote to its start; nothing by default, which is fine where every document has a new key.</summary>
    protected virtual ValueTask ResetAsync() => Fixture?.ResetAsync() ?? ValueTask.CompletedTask;

    /// <summary>Ends what the rule used.</summary>
    protected virtual ValueTask CleanUpAsync() => Fixture?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Lets time pass, e.g. the settle time. Override it where connector and remote share a clock of the test.</summary>
    protected virtual Task WaitAsync(TimeSpan time) => Fixture?.WaitAsync(time) ?? Task.Delay(time, TimeProvider.System, Stop);

    /// <summary>Whether a request may change something at the remote. By method; override it for GraphQL, JSON-RPC and SOAP.</summary>
    protected virtual bool IsWrite(System.Net.Http.HttpRequestMessage request, string body)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Fixture?.IsWrite(request, body) ?? request.Method.Method is not ("GET" or "HEAD" or "OPTIONS");
    }

    /// <summary>Connects and takes the port; fails when the connector does not have it.</summary>
    protected async Task<TPort> ConnectAsync<TPort>(ConnectionSetup? setup = null)
        where TPort : class =>
        await ConnectAsync(setup ?? new ConnectionSetup(Wire)) as TPort
            ?? throw Broken($"has no {typeof(TPort).Name}");

    /// <summary>Checks the rule of the calling test and notes the verdict.</summary>
    protected async Task CheckAsync(Func<Task> rule, [CallerMemberName] string method = "")
    {
        ArgumentNullException.ThrowIfNull(rule);
        _rule = GetType().GetMethod(method)!.GetCustomAttribute<ConformanceRuleAttribute>()
            ?? throw new InvalidOperationException($"{method} has no [ConformanceRule].");
        if (Fixture is { } fixture)
        {
            fixture.Rule = _rule;
        }

        if (NotApplicable.TryGetValue(_rule.Id, out var why))
        {
            NotRelevant(why);
        }

        try
        {
            await rule();
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !Stop.IsCancellationRequested)
        {
            if (failure is SkipException)
            {
                throw;
            }

            var told = failure switch
            {
                XunitException => failure,
                NotImplementedException => Broken($"was not tested: {failure.Message}", failure),
                _ => Broken($"ended the rule with {Describe(failure)}", failure),
            };
            Note(ConformanceVerdict.Failed, told.Message);
            throw told;
        }

        Note(ConformanceVerdict.Passed, null);
    }

    /// <summary>Skips the rule because the manifest says that it has no meaning here.</summary>
    protected void NotRelevant(string why)
    {
        Note(ConformanceVerdict.NotApplicable, why);
        Assert.Skip($"{_rule!.Id} does not apply: {why}");
    }

    /// <summary>Fails the rule unless a condition holds.</summary>
    /// <param name="kept">The condition.</param>
    /// <param name="did">What the connector did instead, e.g. <c>threw Transient</c>.</param>
    protected void Require(bool kept, string did)
    {
        if (!kept)
        {
            throw Broken(did);
        }
    }

    /// <summary>Fails the rule unless both sides have the same amounts and quantities.</summary>
    /// <param name="values">What was compared.</param>
    /// <param name="of">Which document, for the failure text; may be empty.</param>
    protected void RequireEqual(IReadOnlyList<StoredValue> values, string of)
    {
        ArgumentNullException.ThrowIfNull(values);
        var wrong = values.FirstOrDefault(value => value.Source != value.Target);
        Require(wrong is null, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"made {wrong?.Name} {of} {wrong?.Target?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing"} where the source has {wrong?.Source}"));
    }

    /// <summary>A hook's answer; fails the rule when the hook is not there.</summary>
    protected T Given<T>(T? answer, string hook)
        where T : class =>
        answer ?? throw Broken($"was not tested: override {hook}, or list {_rule!.Id} in {nameof(NotApplicable)} with the reason");

    /// <summary>The failure of the rule, in full.</summary>
    /// <param name="did">What the connector did.</param>
    /// <param name="cause">The exception behind it.</param>
    protected Exception Broken(string did, Exception? cause = null) => new XunitException(
        $"{_rule?.Id} {_rule?.Title} ({Manifest.System}, {PortName}){Environment.NewLine}"
        + $"  The connector {did}.{Environment.NewLine}"
        + $"  Expected: {_rule?.Expected}{Environment.NewLine}"
        + $"  How others solve it: {_rule?.Others}{Environment.NewLine}"
        + $"  More: {_rule?.Page}",
        cause);

    /// <summary>Runs a call that has to throw a <see cref="ConnectorException"/>.</summary>
    /// <param name="call">The call.</param>
    /// <param name="during">When it happened, for the failure text.</param>
    protected async Task<ConnectorError> RefusalOfAsync(Func<Task> call, string during)
    {
        ArgumentNullException.ThrowIfNull(call);
        try
        {
            await call();
        }
        catch (ConnectorException exception)
        {
            return exception.Error;
        }
        catch (Exception exception) when (exception is not SkipException && !Stop.IsCancellationRequested)
        {
            throw Broken($"threw {Describe(exception)} {during}, and not a ConnectorException", exception);
        }

        throw Broken($"answered as if nothing were wrong {during}");
    }

    /// <summary>An exception in short.</summary>
    protected static string Describe(Exception exception) =>
        exception is ConnectorException connector ? $"{connector.Kind} ({connector.Error.Message})" : $"{exception?.GetType().Name} ({exception?.Message})";

    internal string? Describes(string system) => Manifest.System == system ? PortName : null;

    private ConnectorFixture Given() => Fixture
        ?? throw new InvalidOperationException($"{GetType().Name} overrides neither {nameof(Fixture)} nor {nameof(Manifest)} and {nameof(ConnectAsync)}; override one of them.");

    private void Note(ConformanceVerdict verdict, string? detail) =>
        Report.Add(new ConformanceResult(Manifest.System, PortName, _rule!.Id, _rule.Title, verdict, detail));
}
