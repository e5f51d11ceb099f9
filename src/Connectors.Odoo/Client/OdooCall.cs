using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Odoo;

/// <summary>One call of a method of a model; arguments go by name.</summary>
/// <param name="Model">The model, e.g. <c>sale.order</c>.</param>
/// <param name="Method">Its method, e.g. <c>action_confirm</c>.</param>
/// <param name="Arguments">The arguments without the context.</param>
/// <param name="Safety">Reads are safe though they are POSTed.</param>
internal sealed record OdooCall(string Model, string Method, JsonObject Arguments, CallSafety Safety)
{
    /// <summary>What this call adds to the connection's context.</summary>
    public JsonObject? Context { get; init; }

    /// <summary>For error texts.</summary>
    public string Name => $"{Model}.{Method}";

    /// <summary>Reads fields of the records that a domain selects, by ascending id.</summary>
    public static OdooCall Search(string model, JsonArray domain, int? limit, params IEnumerable<string> fields)
    {
        var arguments = new JsonObject { ["domain"] = domain, ["fields"] = Wire.Texts(fields), ["order"] = "id" };
        if (limit is { } most)
        {
            arguments["limit"] = most;
        }

        return new OdooCall(model, "search_read", arguments, CallSafety.Safe);
    }

    /// <summary>Reads fields of records by id.</summary>
    public static OdooCall Read(string model, IEnumerable<int> ids, params IEnumerable<string> fields) =>
        new(model, "read", new JsonObject { ["ids"] = Wire.Ids(ids), ["fields"] = Wire.Texts(fields) }, CallSafety.Safe);

    public static OdooCall Create(string model, JsonObject values) => new(model, "create", new JsonObject { ["vals_list"] = new JsonArray(values) }, CallSafety.Unsafe);

    public static OdooCall Write(string model, IEnumerable<int> ids, JsonObject values) =>
        new(model, "write", new JsonObject { ["ids"] = Wire.Ids(ids), ["vals"] = values }, CallSafety.Unsafe);

    /// <summary>Presses a button of records. What it answers tells little: read the records again.</summary>
    public static OdooCall Press(string model, string button, params IEnumerable<int> ids) => new(model, button, new JsonObject { ["ids"] = Wire.Ids(ids) }, CallSafety.Unsafe);
}
