using Crossdock.Storage.PostgreSql.Engine;

namespace Crossdock.Storage.PostgreSql.Schema;

/// <summary>Opens the store, or refuses it: foreign, newer, or on a server that can't keep its promises.</summary>
internal static class StoreOpening
{
    /// <exception cref="StoreException">The text says what to do.</exception>
    public static async Task OpenAsync(Database database, FaultPoints faults, CancellationToken cancellationToken)
    {
        var retrying = new Retrying(database.Options.RetryTime);
        while (true)
        {
            try
            {
                await database.UseAsync(
                    async connection =>
                    {
                        await ServerCheck.CheckAsync(connection, database, cancellationToken).ConfigureAwait(false);
                        await StoreSchema.MigrateAsync(connection, database, faults, cancellationToken).ConfigureAwait(false);
                    },
                    cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (StoreErrors.Map(exception, database.Name) is StoreException mapped && mapped != exception)
            {
                // A migration whose commit was lost is simply looked at again.
                if (!StoreErrors.MayWorkAgain(exception) || !await retrying.WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    throw mapped;
                }

                database.DropIdle();
            }
        }
    }
}
