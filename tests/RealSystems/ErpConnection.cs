using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.RealSystems;

/// <summary>A host with one connection, <c>erp</c>, to a live ERP. Making another one on the same server is what a restarted process does.</summary>
/// <typeparam name="TConnector">The ERP's connector.</typeparam>
internal abstract class ErpConnection<TConnector> : IAsyncDisposable
    where TConnector : class, IConnector
{
    private readonly ServiceProvider _services;

    protected ErpConnection(Action<ICrossdockBuilder> add, HttpMessageHandler? handler, TimeProvider? time)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddLogging();
        add(new Builder(services));
        if (handler is not null)
        {
            // The one handler stays: after two minutes the factory would dispose it and hand it out again.
            services.AddHttpClient(ConnectorHttpClient.ClientName("erp")).SetHandlerLifetime(Timeout.InfiniteTimeSpan).ConfigurePrimaryHttpMessageHandler(() => handler);
        }

        _services = services.BuildServiceProvider();
    }

    public TConnector Connector => (TConnector)_services.GetRequiredKeyedService<IConnector>("erp");

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<EffectResult> DoAsync<T>(T command, int revision = 1, CancellationToken? stop = null)
        where T : class, IEffectCommand => ((IEffectPort<T>)(object)Connector).ExecuteAsync(Request(command, revision), stop ?? Stop);

    /// <summary>A process that dies some time after it began; what it had sent may still arrive.</summary>
    /// <returns>Whether it died before it was told how the call ended.</returns>
    public async Task<bool> DieAsync<T>(T command, TimeSpan after)
        where T : class, IEffectCommand
    {
        using var death = new CancellationTokenSource(after, TimeProvider.System);
        try
        {
            await DoAsync(command, stop: death.Token);
            return false;
        }
        catch (Exception exception) when (exception is OperationCanceledException or ConnectorException)
        {
            return true;
        }
    }

    public Task<ProbeResult> ProbeAsync<T>(T command, int revision = 1)
        where T : class, IEffectCommand => ((IEffectPort<T>)(object)Connector).ProbeAsync(Request(command, revision), Stop);

    /// <summary>Does it as the runtime does: what is in doubt is asked for first, what is transient is sent again with the same key.</summary>
    public async Task<EffectResult> UntilDoneAsync<T>(T command, int revision = 1, Action<ConnectorException>? onError = null)
        where T : class, IEffectCommand
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await DoAsync(command, revision);
            }
            catch (ConnectorException exception) when (attempt < 60 && exception.Kind is ErrorKind.Transient or ErrorKind.UnknownOutcome)
            {
                onError?.Invoke(exception);
                await Task.Delay(TimeSpan.FromMilliseconds(50 * Math.Min(attempt, 20)), TimeProvider.System, Stop);
                try
                {
                    if (exception.Kind == ErrorKind.UnknownOutcome && await ProbeAsync(command, revision) is { Outcome: ProbeOutcome.Found } found)
                    {
                        return EffectResult.AlreadyApplied(found.Remote);
                    }
                }
                catch (ConnectorException probing) when (probing.Kind is ErrorKind.Transient)
                {
                    // Asked again with the next attempt, which looks first anyway.
                }
            }
        }
    }

    /// <summary>All changes since a checkpoint.</summary>
    public async Task<(IReadOnlyList<Change<T>> Changes, Checkpoint Next)> ReadAllAsync<T>(Checkpoint after, int pageSize = 100)
        where T : class, Canonical.ICanonicalDocument<T>
    {
        var changes = new List<Change<T>>();
        for (var pages = 0; pages < 1000; pages++)
        {
            var page = await ((IChangeSource<T>)(object)Connector).ReadChangesAsync(new ChangeQuery(after, pageSize), Stop);
            changes.AddRange(page.Changes);
            after = page.Next;
            if (!page.HasMore)
            {
                return (changes, after);
            }
        }

        throw new InvalidOperationException("The source does not end.");
    }

    public Task<Change<T>?> FindAsync<T>(string key)
        where T : class, Canonical.ICanonicalDocument<T> => ((IDocumentLookup<T>)(object)Connector).FindAsync(key, Stop);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static EffectRequest<T> Request<T>(T command, int revision)
        where T : class, IEffectCommand
    {
        var number = command switch
        {
            SubmitOrder order => order.Document.Number,
            RequestFulfilment request => request.Document.Number,
            ReportShipment shipment => shipment.Document.Number,
            PostInvoice invoice => invoice.Document.Number,
            PostCreditNote note => note.Document.Number,
            RecordPayment payment => payment.Document.Number,
            _ => throw new ArgumentException("No number.", nameof(command)),
        };
        return new EffectRequest<T>(new IdempotencyKey("acme", "erp", typeof(T).Name, number, revision), command, 1, number);
    }

    private sealed class Builder(IServiceCollection services) : ICrossdockBuilder
    {
        public IServiceCollection Services => services;
    }
}
