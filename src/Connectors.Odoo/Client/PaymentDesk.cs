namespace Crossdock.Connectors.Odoo;

/// <summary>Finds, makes and posts payments.</summary>
internal sealed class PaymentDesk(OdooClient client, OdooOptions options, ExternalIds marks, Problem problem)
{
    /// <summary>The journal that the options name.</summary>
    public async Task<int> JournalAsync(CancellationToken cancellationToken)
    {
        var option = problem.Option(nameof(OdooOptions.PaymentJournal));
        var code = options.PaymentJournal ?? throw problem.Unmappable("/method", $"Nobody says how money is booked in Odoo; set {option} to the short code of a bank or cash journal there.");
        var company = await client.CompanyAsync(cancellationToken).ConfigureAwait(false);
        var rows = await client.SearchAsync(
            OdooCall.Search(
                "account.journal",
                Wire.Domain(Wire.Clause("code", "=", code), Wire.Clause("type", "in", Wire.Texts("bank", "cash", "credit")), Wire.Clause("company_id", "=", company)),
                1,
                "code"),
            cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0].Id : throw problem.Unmappable("/method", $"Odoo has no bank or cash journal with the short code of {option}; correct the option or create it there.");
    }

    /// <summary>The payment of one of our numbers, whatever its state; null when there is none.</summary>
    public async Task<OdooPayment?> FindAsync(string tenant, string number, CancellationToken cancellationToken)
    {
        if (await marks.FindAsync(OdooPayment.Model, Marks.Payment(tenant, number), cancellationToken).ConfigureAwait(false) is not { } id)
        {
            return null;
        }

        var rows = await client.SendAsync(OdooCall.Read(OdooPayment.Model, [id], OdooPayment.Fields), OdooClient.Rows, cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 ? await WithEntryAsync(rows[0], cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>Refuses a day whose books are closed. Odoo itself would not: it books on the first day that is open, and says so to nobody.</summary>
    public async Task CheckOpenAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var company = await client.ReadAsync(
            "res.company", await client.CompanyAsync(cancellationToken).ConfigureAwait(false), ["user_fiscalyear_lock_date", "user_hard_lock_date"], cancellationToken).ConfigureAwait(false);
        foreach (var field in (string[])["user_hard_lock_date", "user_fiscalyear_lock_date"])
        {
            if (company.Date(field) is { } closed && day <= closed)
            {
                throw problem.Conflict("/valueDate", FormattableString.Invariant($"Odoo's books are closed up to {closed:yyyy-MM-dd}, and the money moved on {day:yyyy-MM-dd}; open them there, or correct the day."));
            }
        }
    }

    /// <summary>Makes the payment as a draft; when another call just made it, that one.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="sale">The sales order whose customer it is of.</param>
    /// <param name="journal">Where it is booked.</param>
    /// <param name="currency">Its currency.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<OdooPayment> CreateAsync(BookedPayment payment, string tenant, OdooSale sale, int journal, int currency, CancellationToken cancellationToken)
    {
        // Entries of invoices stand on the account of the company that a contact belongs to, and what is paid has to stand beside them.
        var contact = await client.ReadAsync("res.partner", sale.InvoiceTo, ["commercial_partner_id"], cancellationToken).ConfigureAwait(false);
        (string Field, string Value)[] values =
        [
            ("id", Marks.Complete(Marks.Payment(tenant, payment.Number))),
            ("payment_type", payment.IsToCustomer ? "outbound" : "inbound"),
            ("partner_type", "customer"),
            ("partner_id/.id", Wire.Number(contact.Reference("commercial_partner_id") ?? sale.InvoiceTo)),
            ("amount", Wire.Number(payment.Amount.Amount)),
            ("currency_id/.id", Wire.Number(currency)),
            ("date", Wire.Date(payment.Day)),
            ("journal_id/.id", Wire.Number(journal)),
            ("memo", payment.Number),
        ];
        var (id, refusal) = await client.LoadAsync(OdooPayment.Model, [.. values.Select(pair => pair.Field)], [[.. values.Select(pair => pair.Value)]], cancellationToken).ConfigureAwait(false);
        return id is { } made
            ? await ReadAsync(made, cancellationToken).ConfigureAwait(false)
            : await FindAsync(tenant, payment.Number, cancellationToken).ConfigureAwait(false) ?? throw refusal!;
    }

    /// <summary>Posts a draft, and reads whether its entry is in the books.</summary>
    public async Task<OdooPayment> PostAsync(OdooPayment payment, CancellationToken cancellationToken)
    {
        if (payment.State != "draft")
        {
            throw problem.Conflict("/number", $"Payment {payment.Name} is '{payment.State}' in Odoo and has no entry in the books; set it to draft there, or discard this item.");
        }

        if (!payment.HasAccount)
        {
            await client.RunAsync(OdooCall.Press(OdooPayment.Model, "unlink", payment.Id), cancellationToken).ConfigureAwait(false);
            throw problem.Unmappable(
                "/method", $"The first payment method of the journal of {problem.Option(nameof(OdooOptions.PaymentJournal))} has no outstanding account, so Odoo would note the payment and book nothing; give it one there.");
        }

        await client.RunAsync(OdooCall.Press(OdooPayment.Model, "action_post", payment.Id), cancellationToken).ConfigureAwait(false);
        var after = await ReadAsync(payment.Id, cancellationToken).ConfigureAwait(false);
        return after.IsBooked ? after : throw problem.NotYet($"Payment {after.Name} stayed '{after.State}' without an entry in the books though Odoo reported no error to 'action_post'.");
    }

    private async Task<OdooPayment> ReadAsync(int id, CancellationToken cancellationToken) =>
        await WithEntryAsync(await client.ReadAsync(OdooPayment.Model, id, OdooPayment.Fields, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private async Task<OdooPayment> WithEntryAsync(OdooRow row, CancellationToken cancellationToken)
    {
        var entry = row.Reference("move_id") is { } id ? (await client.ReadAsync(OdooInvoice.Model, id, ["state"], cancellationToken).ConfigureAwait(false)).Required("state") : null;
        return OdooPayment.Of(row, entry);
    }
}
