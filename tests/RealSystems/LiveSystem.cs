using Crossdock.Servers;

namespace Crossdock.RealSystems;

/// <summary>
/// One started system for all tests of a class. Where it cannot be started its tests are skipped with the reason, which is printed once,
/// loudly: a run that tested nothing must not look like one that did.
/// </summary>
/// <typeparam name="TSystem">The system.</typeparam>
public abstract class LiveSystem<TSystem> : IAsyncLifetime
    where TSystem : class, IRealSystem
{
    private TSystem? _system;
    private string? _whyNot;

    /// <summary>The system; the test that asks is skipped where there is none.</summary>
    public TSystem System
    {
        get
        {
            Assert.SkipWhen(_system is null, _whyNot ?? "not started");
            return _system!;
        }
    }

    protected abstract string? WhyNot { get; }

    protected abstract Task<TSystem> StartAsync();

    public async ValueTask InitializeAsync()
    {
        _whyNot = WhyNot;
        try
        {
            _system = _whyNot is null ? await StartAsync() : null;
        }
        catch (NotInstalledException exception)
        {
            _whyNot = exception.Message;
        }

        if (_whyNot is not null)
        {
            TestContext.Current.SendDiagnosticMessage("NOT TESTED: {0}", _whyNot);
            await Console.Error.WriteLineAsync("NOT TESTED: " + _whyNot);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_system is not null)
        {
            await _system.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
