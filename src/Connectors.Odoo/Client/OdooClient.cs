using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Odoo;

/// <summary>Speaks JSON-2 to one database of an Odoo server, and turns everything that goes wrong into <see cref="ConnectorException"/>.</summary>
internal sealed class OdooClient(ConnectionContext connection, OdooOptions options, ConnectorHttpClient http)
{
    private int? _company;

    /// <summary>Calls and reads the result.</summary>
    /// <exception cref="ConnectorException">The call failed, or the server answered with an error.</exception>
    public Task<T> SendAsync<T>(OdooCall call, Func<JsonElement, T> read, CancellationToken cancellationToken) => SendAsync(call, (result, _) => read(result), cancellationToken);

    /// <summary>The same, with the complete answer for its time.</summary>
    public async Task<T> SendAsync<T>(OdooCall call, Func<JsonElement, ConnectorHttpResponse, T> read, CancellationToken cancellationToken) =>
        await SendAsync(call, await CompanyAsync(cancellationToken).ConfigureAwait(false), read, cancellationToken).ConfigureAwait(false);

    /// <summary>Calls and leaves the result alone: it tells little about what was done.</summary>
    public Task RunAsync(OdooCall call, CancellationToken cancellationToken) => SendAsync(call, _ => true, cancellationToken);

    /// <summary>Reads the records that a search finds.</summary>
    public Task<IReadOnlyList<OdooRow>> SearchAsync(OdooCall call, CancellationToken cancellationToken) => SendAsync(call, Rows, cancellationToken);

    /// <summary>Reads records by id. Odoo leaves ids it does not know out of its answer, and says nothing.</summary>
    /// <exception cref="ConnectorException"><see cref="ErrorKind.NotFound"/> when one of them is gone.</exception>
    public async Task<IReadOnlyList<OdooRow>> ReadAsync(string model, IEnumerable<int> ids, IEnumerable<string> fields, CancellationToken cancellationToken)
    {
        var wanted = ids.Distinct().Order().ToList();
        if (wanted.Count == 0)
        {
            return [];
        }

        var rows = await SendAsync(OdooCall.Read(model, wanted, fields), Rows, cancellationToken).ConfigureAwait(false);
        return rows.Count == wanted.Count
            ? rows
            : throw new ConnectorException(
                ErrorKind.NotFound, $"Connection '{connection.Name}': {wanted.Count - rows.Count} of {wanted.Count} records of {model} are gone in Odoo, or their company is not this connection's; look there, and try again.");
    }

    public async Task<OdooRow> ReadAsync(string model, int id, IEnumerable<string> fields, CancellationToken cancellationToken) =>
        (await ReadAsync(model, [id], fields, cancellationToken).ConfigureAwait(false))[0];

    /// <summary>
    /// Makes a record with its children, all with external ids, in one transaction. When the first external id is there already, nothing is changed,
    /// and that record is answered.
    /// </summary>
    /// <returns>The id; null with the refusal when Odoo made none, e.g. because another call made it at the same moment.</returns>
    public Task<(int? Id, ConnectorException? Refusal)> LoadAsync(string model, IReadOnlyList<string> fields, IEnumerable<IReadOnlyList<string>> rows, CancellationToken cancellationToken)
    {
        var call = new OdooCall(
            model,
            "load",
            new JsonObject { ["fields"] = Wire.Texts(fields), ["data"] = new JsonArray([.. rows.Select(row => (JsonNode)Wire.Texts(row))]) },
            CallSafety.Unsafe)
        {
            Context = new JsonObject { ["mode"] = "update", ["noupdate"] = true },
        };
        var errors = new OdooErrors(connection, call.Name, call.Safety);
        return SendAsync(
            call,
            result => result.GetProperty("ids") is { ValueKind: JsonValueKind.Array } ids && ids.GetArrayLength() > 0
                ? ((int?)ids[0].GetInt32(), (ConnectorException?)null)
                : (null, errors.OfLoad(result.GetProperty("messages"))),
            cancellationToken);
    }

    /// <summary>The company that the connection works in.</summary>
    public async Task<int> CompanyAsync(CancellationToken cancellationToken) => options.Company ?? (_company ??= await AskCompanyAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>The records of a result, detached from its buffer.</summary>
    public static IReadOnlyList<OdooRow> Rows(JsonElement result) => [.. result.EnumerateArray().Select(row => new OdooRow(row.Clone()))];

    private async Task<int> AskCompanyAsync(CancellationToken cancellationToken)
    {
        var user = await SendAsync(
            new OdooCall("res.users", "context_get", [], CallSafety.Safe), null, (result, _) => result.GetProperty("uid").GetInt32(), cancellationToken).ConfigureAwait(false);
        return await SendAsync(
            OdooCall.Read("res.users", [user], "company_id"), null, (result, _) => Rows(result)[0].Reference("company_id") ?? throw new JsonException("The user has no company."), cancellationToken)
            .ConfigureAwait(false);
    }

    private Task<T> SendAsync<T>(OdooCall call, int? company, Func<JsonElement, ConnectorHttpResponse, T> read, CancellationToken cancellationToken)
    {
        // Without a time zone, load would take times to be the user's own.
        var context = new JsonObject { ["lang"] = options.Language, ["tz"] = "UTC" };
        if (company is { } id)
        {
            context["allowed_company_ids"] = Wire.Ids(id);
        }

        foreach (var (name, value) in call.Context ?? [])
        {
            context[name] = value?.DeepClone();
        }

        var body = call.Arguments.DeepClone().AsObject();
        body["context"] = context;
        var errors = new OdooErrors(connection, call.Name, call.Safety);
        var request = new ConnectorHttpRequest
        {
            Method = HttpMethod.Post,
            Path = $"json/2/{call.Model}/{call.Method}",
            Safety = call.Safety,
            Operation = call.Name,
            Body = Encoding.UTF8.GetBytes(body.ToJsonString()),
            Headers = [new("X-Odoo-Database", options.Database!)],
            AnswersToRead = OdooErrors.Read,
        };
        return http.SendAsync(request, answer => Read(answer, errors, read), cancellationToken);
    }

    private static T Read<T>(ConnectorHttpResponse answer, OdooErrors errors, Func<JsonElement, ConnectorHttpResponse, T> read)
    {
        if (answer.Status == HttpStatusCode.OK)
        {
            using var document = JsonDocument.Parse(answer.Body);
            return read(document.RootElement, answer);
        }

        // Some of the server's refusals come as HTML, e.g. of a database that it does not have.
        if (answer.MediaType != "application/json")
        {
            throw errors.Of(answer.Status, default);
        }

        using var error = JsonDocument.Parse(answer.Body);
        throw errors.Of(answer.Status, error.RootElement);
    }
}
