using Crossdock.RealSystems.Tryton;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Sales that are there before an effect is asked for.</summary>
internal sealed class TrytonSales(TrytonFixture erp)
{
    private readonly Lazy<Erp> _beside = new(erp.Beside);
    private string? _invoiced;
    private string? _sold;

    /// <summary>A new sale of 10 kg, of which nothing has left.</summary>
    public async Task<string> SellAsync(decimal quantity = 10)
    {
        var number = TrytonFixture.Number("CS");
        await _beside.Value.DoAsync(TrytonDocuments.Order(number, quantity));
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
            await _beside.Value.DoAsync(TrytonDocuments.Invoice(TrytonFixture.Number("CV"), number, 500));
            _invoiced = number;
        }

        return _invoiced;
    }
}
