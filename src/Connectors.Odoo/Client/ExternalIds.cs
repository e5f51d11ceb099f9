using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Odoo;

/// <summary>Finds records by the external ids of this connector, and gives them some.</summary>
internal sealed class ExternalIds(OdooClient client)
{
    private const string Model = "ir.model.data";

    /// <summary>The id of the record with a name; null when there is none.</summary>
    public async Task<int?> FindAsync(string model, string name, CancellationToken cancellationToken)
    {
        var rows = await client.SearchAsync(
            OdooCall.Search(Model, Wire.Domain(Wire.Clause("module", "=", Marks.Module), Wire.Clause("name", "=", name), Wire.Clause("model", "=", model)), 1, "res_id"), cancellationToken)
            .ConfigureAwait(false);
        return rows.Count > 0 ? rows[0].Number("res_id") : null;
    }

    /// <summary>The names of records, by their ids; records without one are left out.</summary>
    public async Task<ILookup<int, string>> NamesAsync(string model, IEnumerable<int> ids, CancellationToken cancellationToken)
    {
        var known = ids.Distinct().Order().ToList();
        var rows = known.Count == 0
            ? []
            : await client.SearchAsync(
                OdooCall.Search(
                    Model, Wire.Domain(Wire.Clause("module", "=", Marks.Module), Wire.Clause("model", "=", model), Wire.Clause("res_id", "in", Wire.Ids(known))), null, "name", "res_id"),
                cancellationToken).ConfigureAwait(false);
        return rows.ToLookup(row => row.Number("res_id"), row => row.Required("name"), EqualityComparer<int>.Default);
    }

    /// <summary>
    /// Takes names from records that are gone. Lines go with their order inside the database, which leaves their external ids behind, and a <c>load</c> would
    /// then try to change lines that are not there.
    /// </summary>
    public async Task ForgetLostAsync(string model, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var known = await client.SearchAsync(
            OdooCall.Search(Model, Wire.Domain(Wire.Clause("module", "=", Marks.Module), Wire.Clause("model", "=", model), Wire.Clause("name", "in", Wire.Texts(names))), null, "name", "res_id"),
            cancellationToken).ConfigureAwait(false);
        if (known.Count == 0)
        {
            return;
        }

        var alive = (await client.SendAsync(OdooCall.Read(model, known.Select(row => row.Number("res_id")), "id"), OdooClient.Rows, cancellationToken).ConfigureAwait(false)).Select(row => row.Id).ToHashSet();
        var lost = known.Where(row => !alive.Contains(row.Number("res_id"))).Select(row => row.Id).ToList();
        if (lost.Count > 0)
        {
            await client.RunAsync(OdooCall.Press(Model, "unlink", lost), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives a record a name. When it has it already, nothing happens; when another record has it, the server refuses.</summary>
    public async Task GiveAsync(string model, int id, string name, CancellationToken cancellationToken)
    {
        var values = new JsonObject { ["module"] = Marks.Module, ["name"] = name, ["model"] = model, ["res_id"] = id, ["noupdate"] = true };
        try
        {
            await client.RunAsync(OdooCall.Create(Model, values), cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Kind == ErrorKind.Validation)
        {
            if (await FindAsync(model, name, cancellationToken).ConfigureAwait(false) != id)
            {
                throw;
            }
        }
    }
}
