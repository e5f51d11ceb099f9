using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Tryton;

/// <summary>Finds, makes and posts the entries of payments.</summary>
internal sealed class PaymentDesk(TrytonClient client, TrytonOptions options, Steps steps)
{
    /// <summary>The way to pay that the options name.</summary>
    public async Task<PaymentWay> WayAsync(CancellationToken cancellationToken)
    {
        var option = steps.Problem.Option(nameof(TrytonOptions.PaymentMethod));
        var name = options.PaymentMethod ?? throw steps.Problem.Unmappable("/method", $"Nobody says how money is booked in Tryton; set {option} to the name of an invoice payment method there.");
        var rows = await client.ReadAsync(
            TrytonCall.Search(
                "account.invoice.payment.method",
                Wire.Domain(Wire.Clause("name", "=", name), Wire.Clause("company", "=", await client.CompanyAsync(cancellationToken).ConfigureAwait(false))),
                2,
                null,
                "journal", "debit_account", "credit_account"),
            cancellationToken).ConfigureAwait(false);
        return rows is [var row] && row.Reference("journal") is { } journal && row.Reference("debit_account") is { } debit && row.Reference("credit_account") is { } credit
            ? new PaymentWay(journal, debit, credit)
            : throw steps.Problem.Unmappable("/method", $"Tryton has no invoice payment method, or several, with the name of {option}; correct the option or create it there.");
    }

    /// <summary>The entry of a payment, whatever its state; null when there is none.</summary>
    /// <param name="mark">What its description says.</param>
    /// <param name="way">How it was paid.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<TrytonEntry?> FindAsync(string mark, PaymentWay way, CancellationToken cancellationToken)
    {
        var company = await client.CompanyAsync(cancellationToken).ConfigureAwait(false);
        var rows = await client.ReadAsync(
            TrytonCall.Search(
                TrytonEntry.Model,
                Wire.Domain(Wire.Clause("journal", "=", way.Journal), Wire.Clause("description", "=", mark), Wire.Clause("company", "=", company)),
                3,
                null,
                TrytonEntry.Fields),
            cancellationToken).ConfigureAwait(false);
        return rows.Count switch
        {
            0 => null,
            1 => await WithLinesAsync(rows[0], cancellationToken).ConfigureAwait(false),
            _ => throw steps.Problem.Conflict("/number", $"Tryton has several entries of this payment ({string.Join(", ", rows.Select(row => row.Text("number")))}); keep one and cancel the others."),
        };
    }

    /// <summary>Makes the entry as a payment.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="mark">What its description is to say.</param>
    /// <param name="sale">The sale whose customer it is of.</param>
    /// <param name="way">How it was paid.</param>
    /// <param name="receivable">The customer's account.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<TrytonEntry> CreateAsync(BookedPayment payment, string mark, TrytonSale sale, PaymentWay way, int receivable, CancellationToken cancellationToken)
    {
        var zero = Wire.Decimal(0);
        var amount = Wire.Decimal(payment.Amount.Amount);
        var customer = new JsonObject
        {
            ["account"] = receivable,
            ["party"] = sale.Party,
            ["debit"] = (payment.IsToCustomer ? amount : zero).DeepClone(),
            ["credit"] = (payment.IsToCustomer ? zero : amount).DeepClone(),
        };
        var money = new JsonObject
        {
            ["account"] = payment.IsToCustomer ? way.Out : way.In,
            ["debit"] = customer["credit"]!.DeepClone(),
            ["credit"] = customer["debit"]!.DeepClone(),
        };
        var record = new JsonObject
        {
            ["company"] = await client.CompanyAsync(cancellationToken).ConfigureAwait(false),
            ["journal"] = way.Journal,
            ["period"] = await PeriodAsync(payment.Day, cancellationToken).ConfigureAwait(false),
            ["date"] = Wire.Date(payment.Day),
            ["description"] = mark,
            ["lines"] = Wire.Create([customer, money]),
        };
        var create = TrytonCall.Write(TrytonEntry.Model, "create", new JsonArray(record));
        var id = await Steps.OpeningJournalAsync(() => client.SendAsync(create, result => result[0].GetInt32(), cancellationToken)).ConfigureAwait(false);
        return await ReadAsync(id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Posts a payment.</summary>
    public async Task<TrytonEntry> PostAsync(TrytonEntry entry, CancellationToken cancellationToken)
    {
        await steps.RunAsync(TrytonEntry.Model, "post", entry.Id, cancellationToken).ConfigureAwait(false);
        var after = await ReadAsync(entry.Id, cancellationToken).ConfigureAwait(false);
        return after.IsPosted ? after : throw steps.Problem.NotYet($"Entry {after.Name} stayed '{after.State}' though Tryton reported no error to 'post'.");
    }

    private async Task<TrytonEntry> ReadAsync(int id, CancellationToken cancellationToken) =>
        await WithLinesAsync((await client.ReadAsync(TrytonCall.ReadIds(TrytonEntry.Model, [id], TrytonEntry.Fields), cancellationToken).ConfigureAwait(false))[0], cancellationToken).ConfigureAwait(false);

    private async Task<TrytonEntry> WithLinesAsync(TrytonRow row, CancellationToken cancellationToken)
    {
        var lines = row.Ids("lines");
        return TrytonEntry.Of(
            row, lines.Count == 0 ? [] : await client.ReadAsync(TrytonCall.ReadIds("account.move.line", lines, TrytonEntry.LineFields), cancellationToken).ConfigureAwait(false));
    }

    private async Task<int> PeriodAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var rows = await client.ReadAsync(
            TrytonCall.Search(
                "account.period",
                Wire.Domain(
                    Wire.Clause("start_date", "<=", Wire.Date(day)),
                    Wire.Clause("end_date", ">=", Wire.Date(day)),
                    Wire.Clause("type", "=", "standard"),
                    Wire.Clause("state", "=", "open"),
                    Wire.Clause("fiscalyear.company", "=", await client.CompanyAsync(cancellationToken).ConfigureAwait(false))),
                1,
                null,
                "state"),
            cancellationToken).ConfigureAwait(false);
        return rows.Count > 0
            ? rows[0].Id
            : throw steps.Problem.Conflict("/valueDate", FormattableString.Invariant($"Tryton has no open period for {day:yyyy-MM-dd}; open one there, then replay this item."));
    }
}
