using System.Globalization;
using Crossdock.Canonical;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Connections to a live ERP over the wire of a rule, its own tables, and sales that are there before an effect is asked for.</summary>
internal abstract class ErpFixture : WiredFixture
{
    private string? _invoiced;
    private string? _sold;

    /// <summary>What people do past the connector.</summary>
    public abstract ErpDesk Desk { get; }

    /// <summary>For the rule of late changes a poll goes back over what all rules before it made.</summary>
    public int PageSize => IsLate ? 200 : 2;

    protected override string Name => "erp";

    /// <summary>Puts the server back to what it was seeded with.</summary>
    public abstract Task ResetServerAsync();

    /// <summary>Changes the ERP's own tables.</summary>
    /// <returns>How many rows.</returns>
    public abstract Task<int> ChangeTablesAsync(string sql);

    /// <summary>How many, from the ERP's own tables.</summary>
    public async Task<int> CountAsync(string sql) => int.Parse((await QueryAsync(sql))[0][0] ?? "0", CultureInfo.InvariantCulture);

    /// <summary>Figures of one row of the ERP's own tables.</summary>
    public async Task<IReadOnlyList<decimal>> FiguresAsync(string sql) =>
        [.. (await QueryAsync(sql))[0].Select(figure => decimal.Parse(figure ?? "0", NumberStyles.Float, CultureInfo.InvariantCulture))];

    /// <summary>What an invoice or credit note of one line says, beside what stands in the books.</summary>
    /// <param name="document">The document.</param>
    /// <param name="sql">The query of its quantity, net, tax, and what stands on the customer's account, each above zero.</param>
    public async Task<IReadOnlyList<StoredValue>> BookedAsync(Invoice document, string sql)
    {
        var booked = await FiguresAsync(sql);
        return
        [
            new("/lines/0/quantity/value", document.Lines[0].Quantity.Value, booked[0]),
            new("/totals/taxExclusiveAmount", document.Totals.TaxExclusiveAmount!.Value.Amount, booked[1]),
            new("/totals/taxAmount", document.Totals.TaxAmount!.Value.Amount, booked[2]),
            new("/totals/taxInclusiveAmount", document.Totals.TaxInclusiveAmount!.Value.Amount, booked[3]),
        ];
    }

    /// <summary>Moves the time-stamps of records back, as if their transaction had begun that long ago.</summary>
    public async Task MakeLateAsync(string table, string where) =>
        (await ChangeTablesAsync($"UPDATE {table} SET create_date = '{LateStamp}', write_date = '{LateStamp}' WHERE {where}")).ShouldBeGreaterThan(0);

    /// <summary>A new sale of 10 kg, of which nothing has left.</summary>
    public async Task<string> SellAsync(decimal quantity = 10)
    {
        var number = Number("CS");
        await DoBesideAsync(ErpDocuments.Order(number, quantity));
        return number;
    }

    /// <summary>One large sale for all invoices of a rule.</summary>
    public async Task<string> SoldAsync() => _sold ??= await SellAsync(500);

    /// <summary>One large invoice for all credit notes of a rule.</summary>
    public async Task<string> InvoicedAsync()
    {
        if (_invoiced is null)
        {
            var number = await SoldAsync();
            await DoBesideAsync(ErpDocuments.Invoice(Number("CV"), number, 500));
            _invoiced = number;
        }

        return _invoiced;
    }

    /// <summary>Asks the ERP's own tables.</summary>
    protected abstract Task<IReadOnlyList<IReadOnlyList<string?>>> QueryAsync(string sql);

    /// <summary>Does something by a host beside the one that is tested.</summary>
    protected abstract Task DoBesideAsync<T>(T command)
        where T : class, IEffectCommand;
}
