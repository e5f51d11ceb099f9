namespace Crossdock;

/// <summary>
/// Identifies one effect: tenant, connection, operation, natural document key and revision. Derived from business facts
/// before any retry, so every attempt of whatever process carries the same key.
/// </summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Connection">The connection written to.</param>
/// <param name="Operation">The operation's stable name.</param>
/// <param name="DocumentKey">The natural key of the document.</param>
/// <param name="Revision">1 for the first business content seen under the key, rising with each change of it.</param>
public readonly record struct IdempotencyKey(string Tenant, string Connection, string Operation, string DocumentKey, int Revision)
{
    /// <summary>The key as text, e.g. <c>acme/erp/submit-order/SO-1001/1</c>; parts are percent-encoded, so no two keys collide.</summary>
    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Escape(Tenant)}/{Escape(Connection)}/{Escape(Operation)}/{Escape(DocumentKey)}/{Revision}");

    private static string Escape(string part) => Uri.EscapeDataString(part);
}
