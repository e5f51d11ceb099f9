using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa;

/// <summary>Maps an order as the shop sends it to a canonical order. Never throws for a single order: what cannot be mapped is a change with problems.</summary>
internal sealed partial class OrderMapping(ConnectionContext connection)
{
    public Change<Order> Map(JsonElement row)
    {
        ReadOnlyMemory<byte> raw = JsonMarshal.GetRawUtf8Value(row).ToArray();
        MedusaOrder source;
        try
        {
            source = row.Deserialize(MedusaJson.Default.MedusaOrder) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            return new Change<Order> { DocumentKey = row.GetProperty("id").GetString() ?? "unknown", Problems = [Problems.Of(exception)], Raw = raw };
        }

        var (document, problems) = Build(source);
        var version = LatestStamp(source);
        return new Change<Order>
        {
            DocumentKey = source.Id,
            Document = problems.Count == 0 ? document : null,
            Problems = problems,
            SourceVersion = version.UtcTicks,
            OccurredAt = version,
            Raw = raw,
        };
    }

    private (Order? Document, IReadOnlyList<DocumentProblem> Problems) Build(MedusaOrder source)
    {
        if (!Cash.TryCreate(source.CurrencyCode, out var cash))
        {
            return (null, [Problems.Of("/currency_code", $"The currency '{source.CurrencyCode}' is not in ISO 4217; correct it in the shop.")]);
        }

        if (source.Payments.FirstOrDefault(payment => !string.Equals(payment.CurrencyCode, source.CurrencyCode, StringComparison.OrdinalIgnoreCase)) is { } foreign)
        {
            return (null, [Problems.Of("/payment_collections", $"Payment {foreign.Id} is in '{foreign.CurrencyCode}' and the order in '{source.CurrencyCode}'; correct it in the shop.")]);
        }

        Order order;
        try
        {
            order = Map(source, cash);
        }
        catch (OverflowException)
        {
            return (null, [Problems.Of("", "Its amounts are too large to compute with; correct them in the shop.")]);
        }

        // Lengths and patterns are the schema's business; asking it here names the field instead of failing at the store.
        var problems = Order.Codec.Validate(Order.Codec.ToUtf8Bytes(order));
        return (order, [.. problems.Select(problem => new DocumentProblem(
            problem.Pointer, problem.Keyword, $"Found {problem.Found}, allowed {problem.Allowed}; correct it in the shop."))]);
    }

    private Order Map(MedusaOrder source, Cash cash)
    {
        var taxes = new OrderTaxes(source, cash);
        ValueList<OrderLine> lines = [.. source.Items.OrderBy(line => line.CreatedAt).ThenBy(line => line.Id, StringComparer.Ordinal).Select((line, index) => Line(line, index, source, cash, taxes))];
        ValueList<AllowanceCharge> charges = [.. Charges(source, cash, taxes)];
        var rows = taxes.Rows();
        var number = Texts.OrNull(source.CustomDisplayId) ?? (source.DisplayId is { } display ? string.Create(CultureInfo.InvariantCulture, $"#{display}") : null);
        return new Order
        {
            Number = source.Id,
            SourceVersion = LatestStamp(source).UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ExternalIds = [ExternalId.Of(connection.Name, source.Id, "Order") with { DisplayNumber = number }],
            Channel = source.SalesChannel is { } channel
                ? new SalesChannel { Code = channel.Id, Name = Texts.OrNull(channel.Name), Type = SalesChannelType.Webshop, ExternalIds = [ExternalId.Of(connection.Name, channel.Id, "SalesChannel")] }
                : null,
            Currency = cash.Currency,
            Dates = new OrderDates { Placed = source.CreatedAt, Modified = source.UpdatedAt, Cancelled = source.CanceledAt },
            Statuses = Statuses(source),
            Parties = Parties(source),
            ShippingMethods = [.. ShippingMethods(source).Select(method => new ShippingMethod
            {
                Id = method.Id,
                Code = Texts.OrNull(method.ShippingOptionId),
                Name = Texts.OrNull(method.Name),
                ExternalIds = [ExternalId.Of(connection.Name, method.Id, "ShippingMethod")],
            })],
            Lines = lines,
            AllowanceCharges = charges,
            Taxes = rows,
            Totals = Totals(source, cash, lines, charges, rows),
            Rounding = new RoundingPolicy { Price = PriceRounding.Exact, Tax = TaxRounding.Document },
            Payments = Payments(source, cash),
            Refunds = Refunds(source, cash),
            Extensions = ExactAmounts(source),
        };
    }

    private static IEnumerable<MedusaShippingMethod> ShippingMethods(MedusaOrder source) => source.ShippingMethods.OrderBy(method => method.Id, StringComparer.Ordinal);

    /// <summary>The newest of all stamps: <c>updated_at</c> of the order alone does not move when a payment is captured.</summary>
    private static DateTimeOffset LatestStamp(MedusaOrder source) => new[] { source.CreatedAt, source.UpdatedAt, source.CanceledAt ?? source.CreatedAt }
        .Concat(source.PaymentCollections.Select(collection => collection.UpdatedAt))
        .Concat(source.Payments.Select(payment => payment.UpdatedAt))
        .Concat(source.Payments.SelectMany(payment => payment.Captures).Select(capture => capture.CreatedAt))
        .Concat(source.Payments.SelectMany(payment => payment.Refunds).Select(refund => refund.UpdatedAt))
        .Concat(source.Fulfillments.Select(fulfilment => fulfilment.UpdatedAt))
        .Concat((source.Returns ?? []).Select(one => one.UpdatedAt))
        .Max();
}
