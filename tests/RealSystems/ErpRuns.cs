using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Crossdock.RealSystems.Tryton;

namespace Crossdock.RealSystems;

/// <summary>What every ERP has to survive: answers that are lost after it committed, restarts between all steps, and several processes at once.</summary>
/// <typeparam name="TConnector">The ERP's connector.</typeparam>
/// <param name="connect">Makes a process that is connected through a handler; null is an undisturbed one.</param>
/// <param name="methodOf">Tells from a request and its body which method is called.</param>
internal sealed class ErpRuns<TConnector>(Func<HttpMessageHandler?, ErpConnection<TConnector>> connect, Func<HttpRequestMessage, string, string> methodOf)
    where TConnector : class, IConnector
{
    /// <summary>What another process waits before it goes on with the work of one that died: longer than a call takes with all workers at once.</summary>
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(10);

    /// <summary>Loses the answer to the first call of each method, in a process of its own each time, then asks a new process to finish.</summary>
    public async Task<EffectResult> WithLostAnswersAsync<T>(T command, params string[] methods)
        where T : class, IEffectCommand
    {
        foreach (var method in methods)
        {
            await using var dying = connect(LosingHandler.Once(methodOf, method));
            try
            {
                await dying.DoAsync(command);
            }
            catch (ConnectorException exception)
            {
                exception.Kind.ShouldBe(ErrorKind.UnknownOutcome, exception.Message);
            }
        }

        await using var erp = connect(null);
        var done = await erp.UntilDoneAsync(command);
        (await erp.ProbeAsync(command)).Outcome.ShouldBe(ProbeOutcome.Found);
        var again = await erp.DoAsync(command);
        again.Outcome.ShouldBe(EffectOutcome.AlreadyApplied);
        again.Remote!.Id.ShouldBe(done.Remote!.Id);
        return again;
    }

    /// <summary>
    /// Several processes at once, each with orders of its own (<c>P-worker-number</c>) that are shipped (<c>S…</c>) and invoiced (<c>I…</c>) in part. Every tenth
    /// answer is lost after the server committed, and at every twentieth step the process dies within half a second and another one goes on when its lease is over.
    /// </summary>
    public async Task InParallelAsync(int workers, int ordersEach, Action<string> write)
    {
        var seed = Random.Shared.Next();
        write($"seed {seed}");
        var errors = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var (lost, deaths) = (0, 0);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async worker =>
        {
            var random = new Random(seed + worker);
            var erp = Connect();
            try
            {
                for (var i = 0; i < ordersEach; i++)
                {
                    var number = string.Create(CultureInfo.InvariantCulture, $"P-{worker}-{i}");
                    await StepAsync(Documents.Order(number, ("1", "SKU-1001", 2, 10.00m), ("2", "SKU-1002", 1, 12.50m)));
                    await StepAsync(Documents.Shipment("S" + number, number, ("1", "SKU-1001", 1)));
                    await StepAsync(Documents.Invoice("I" + number, number, "S" + number, ("1", "SKU-1001", 1, 10.00m)));
                }
            }
            finally
            {
                await erp.DisposeAsync();
            }

            ErpConnection<TConnector> Connect() => connect(new LosingHandler(methodOf, _ => Next(10) == 0 && Interlocked.Increment(ref lost) > 0));

            async Task StepAsync<T>(T command)
                where T : class, IEffectCommand
            {
                if (Next(20) == 0 && await erp.DieAsync(command, TimeSpan.FromMilliseconds(Next(500))))
                {
                    Interlocked.Increment(ref deaths);
                    await erp.DisposeAsync();
                    await Task.Delay(s_lease, TimeProvider.System, ErpConnection<TConnector>.Stop);
                    erp = Connect();
                }

                await erp.UntilDoneAsync(command, onError: Count);
            }

            int Next(int end)
            {
                lock (random)
                {
                    return random.Next(end);
                }
            }
        }));

        void Count(ConnectorException exception) => errors.AddOrUpdate($"{exception.Kind} {exception.Error.RemoteCode}", 1, (_, count) => count + 1);

        write($"{workers} x {ordersEach} orders in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {lost} answers lost, {deaths} processes died; what callers saw: {string.Join(", ", errors.Select(pair => $"{pair.Key} {pair.Value}"))}");
    }
}
