using System.Net.Http;
using Xunit;

namespace Crossdock.TestKit.Conformance;

/// <summary>
/// How the classes of one connector connect to its remote, said once: each class gives it as <see cref="ConnectorConformance.Fixture"/> in place of
/// overriding the same members itself. xunit makes one instance of a class for each rule, and so one fixture; what is costly to start (a server)
/// is handed to it from an xunit collection fixture. Its constructor must not touch the remote, so that the manifest can be read without one.
/// </summary>
public abstract class ConnectorFixture : IAsyncDisposable
{
    /// <inheritdoc cref="ConnectorConformance.Manifest"/>
    public abstract ConnectorManifest Manifest { get; }

    /// <summary>The rule under way, for a remote that has to be connected in another way for one; null before it begins.</summary>
    public ConformanceRuleAttribute? Rule { get; internal set; }

    /// <summary>
    /// True, the default: every way to lose an answer is tried at every write of an effect. False, for slow remotes on every run: those that look alike to the
    /// remote (time-out, server error, HTML, half an answer) at the first write only; lost requests and answers still at each.
    /// </summary>
    public virtual bool IsThorough => true;

    /// <inheritdoc cref="ConnectorConformance.ConnectAsync(ConnectionSetup)"/>
    public abstract Task<IConnector> ConnectAsync(ConnectionSetup setup);

    /// <inheritdoc cref="ConnectorConformance.ResetAsync"/>
    public virtual ValueTask ResetAsync() => ValueTask.CompletedTask;

    /// <inheritdoc cref="ConnectorConformance.WaitAsync"/>
    public virtual Task WaitAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System, TestContext.Current.CancellationToken);

    /// <inheritdoc cref="ConnectorConformance.IsWrite"/>
    public virtual bool IsWrite(HttpRequestMessage request, string body)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Method.Method is not ("GET" or "HEAD" or "OPTIONS");
    }

    /// <summary>Ends what the rule used.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
