using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Tryton;

/// <summary>Runs transitions and wizards, and consents to the warnings that the options allow.</summary>
internal sealed class Steps(TrytonClient client, TrytonOptions options, Problem problem)
{
    private const int MostWarnings = 5;

    public Problem Problem => problem;

    /// <summary>Presses a button of one record. It says nothing about what happened: read the record again.</summary>
    public Task RunAsync(string model, string button, int id, CancellationToken cancellationToken) => RunAsync(model, button, id, null, cancellationToken);

    /// <summary>The same for a button that makes entries.</summary>
    public Task PostAsync(string model, int id, CancellationToken cancellationToken) => OpeningJournalAsync(async () =>
    {
        await RunAsync(model, "post", id, cancellationToken).ConfigureAwait(false);
        return true;
    });

    /// <summary>The same with more context.</summary>
    public Task RunAsync(string model, string button, int id, JsonObject? context, CancellationToken cancellationToken) => ConsentingAsync(
        () => client.RunAsync(TrytonCall.Write(model, button, Wire.Ids(id)) with { Context = context }, cancellationToken), cancellationToken);

    /// <summary>
    /// Runs a write that makes entries, and once more when it was refused: a journal is opened for a period by its first entry, and of several at once all but one are
    /// refused, in a text of the user's language. The second time it is open; what is really wrong is refused again.
    /// </summary>
    /// <remarks>A refused call was rolled back, so nothing is done twice.</remarks>
    public static async Task<T> OpeningJournalAsync<T>(Func<Task<T>> write)
    {
        try
        {
            return await write().ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Error.RemoteCode == TrytonErrors.UserError)
        {
            return await write().ConfigureAwait(false);
        }
    }

    /// <summary>Runs one state of a wizard over one record.</summary>
    public async Task RunWizardAsync(string wizard, string state, JsonObject values, string model, int id, CancellationToken cancellationToken)
    {
        var context = new JsonObject { ["active_model"] = model, ["active_id"] = id, ["active_ids"] = Wire.Ids(id) };
        var session = await client.SendAsync(
            new TrytonCall($"wizard.{wizard}.create", [], Http.CallSafety.Safe), result => result[0].GetInt32(), cancellationToken).ConfigureAwait(false);
        await ConsentingAsync(
            () => client.RunAsync(
                new TrytonCall($"wizard.{wizard}.execute", new JsonArray(session, values.DeepClone(), state), Http.CallSafety.Unsafe) { Context = context }, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        try
        {
            await client.RunAsync(new TrytonCall($"wizard.{wizard}.delete", new JsonArray(session), Http.CallSafety.Safe), cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException)
        {
            // What had to be done is done. The server removes wizards that are left behind; one that is gone already is refused.
        }
    }

    private async Task ConsentingAsync(Func<Task> run, CancellationToken cancellationToken)
    {
        for (var warnings = 0; ; warnings++)
        {
            try
            {
                await run().ConfigureAwait(false);
                return;
            }
            catch (ConnectorException exception) when (warnings < MostWarnings && Accepted(exception) is not null)
            {
                // Nothing was done yet. The consent holds for this warning and once.
                var consent = new JsonObject
                {
                    ["user"] = await client.UserIdAsync(cancellationToken).ConfigureAwait(false),
                    ["name"] = Accepted(exception),
                    ["always"] = false,
                };
                await client.RunAsync(TrytonCall.Write("res.user.warning", "create", new JsonArray(consent)), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private string? Accepted(ConnectorException exception) =>
        TrytonErrors.WarningOf(exception.Error) is { } name && options.AcceptedWarnings.Any(allowed => name.Contains(allowed, StringComparison.Ordinal)) ? name : null;
}
