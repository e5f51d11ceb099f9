using System.Runtime.InteropServices;
using System.Text.Json;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Vendure;

/// <summary>Maps an order as the shop sends it to a canonical order. Never throws for a single order: what cannot be mapped is a change with problems.</summary>
internal sealed partial class OrderMapping(ConnectionContext connection, VendureOptions options)
{
    private const string ProblemCode = "vendure";

    public Change<Order> Map(JsonElement item, VendureChannel channel)
    {
        ReadOnlyMemory<byte> raw = JsonMarshal.GetRawUtf8Value(item).ToArray();
        VendureOrder source;
        try
        {
            source = item.Deserialize(VendureJson.Default.VendureOrder) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            return new Change<Order> { DocumentKey = KeyOf(item), Problems = [Unreadable.Problem(exception)], Raw = raw };
        }

        var (document, problems) = Build(source, channel);
        var version = LatestStamp(source);
        return new Change<Order>
        {
            DocumentKey = source.Code,
            Document = problems.Count == 0 ? document : null,
            Problems = problems,
            SourceVersion = version.UtcTicks,
            OccurredAt = version,
            Raw = raw,
        };
    }

    private (Order? Document, IReadOnlyList<DocumentProblem> Problems) Build(VendureOrder source, VendureChannel channel)
    {
        if (!MoneyReader.TryCreate(source.CurrencyCode, options.MoneyDecimals, out var money))
        {
            return (null, [new DocumentProblem("/currencyCode", ProblemCode, $"The currency '{source.CurrencyCode}' is not in ISO 4217; correct it in the shop.")]);
        }

        if (source.OrderPlacedAt is not { } placed)
        {
            return (null, [new DocumentProblem("/orderPlacedAt", ProblemCode, "The order was not placed yet; it is read when it is.")]);
        }

        var order = Map(source, channel, money, placed);

        // Lengths and patterns are the schema's business; asking it here names the field instead of failing at the store.
        var problems = Order.Codec.Validate(Order.Codec.ToUtf8Bytes(order));
        return (order, [.. problems.Select(problem => new DocumentProblem(
            problem.Pointer, problem.Keyword, $"Found {problem.Found}, allowed {problem.Allowed}; correct it in the shop."))]);
    }

    private Order Map(VendureOrder source, VendureChannel channel, MoneyReader money, DateTimeOffset placed)
    {
        var taxes = new OrderTaxes(source, money);
        var prices = PriceBasis.Of(source, channel);
        var progress = new FulfilmentProgress(source);
        var charges = DocumentCharges(source, money, taxes);
        return new Order
        {
            Number = source.Code,
            SourceVersion = LatestStamp(source).UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ExternalIds = [ExternalId.Of(connection.Name, source.Id, "Order") with { DisplayNumber = source.Code }],
            Channel = new SalesChannel { Code = channel.Code, Type = SalesChannelType.Webshop, ExternalIds = [ExternalId.Of(connection.Name, channel.Id, "Channel")] },
            Currency = source.CurrencyCode,
            Dates = new OrderDates { Placed = placed, Modified = source.UpdatedAt, Cancelled = CancelledAt(source) },
            Statuses = Statuses(source, progress),
            Parties = Parties(source),
            ShippingMethods = [.. source.ShippingLines.ById(line => line.Id).Select(line => new ShippingMethod
            {
                Id = line.Id,
                Code = Texts.OrNull(line.ShippingMethod.Code),
                Name = Texts.OrNull(line.ShippingMethod.Name),
                ExternalIds = [ExternalId.Of(connection.Name, line.ShippingMethod.Id, "ShippingMethod")],
            })],
            Lines = [.. source.Lines.ById(line => line.Id).Select((line, index) => Line(line, index, source, money, prices, taxes, progress))],
            AllowanceCharges = charges,
            Taxes = taxes.Rows,
            Totals = Totals(source, money, charges),
            Rounding = new RoundingPolicy { Price = prices.IsExact ? PriceRounding.Exact : PriceRounding.Rounded, Tax = taxes.Rounding },
            Payments = Payments(source, money),
            Refunds = Refunds(source, money),
            Notes = Notes(source),
        };
    }

    /// <summary>The newest of all stamps: <c>updatedAt</c> of the order alone does not move when it is paid, shipped or refunded.</summary>
    private static DateTimeOffset LatestStamp(VendureOrder source)
    {
        var payments = source.Payments ?? [];
        return new[] { source.UpdatedAt, source.OrderPlacedAt ?? source.UpdatedAt }
            .Concat(payments.Select(payment => payment.UpdatedAt))
            .Concat(payments.SelectMany(payment => payment.Refunds).Select(refund => refund.UpdatedAt))
            .Concat((source.Fulfillments ?? []).Select(fulfilment => fulfilment.UpdatedAt))
            .Max();
    }

    private static string KeyOf(JsonElement item)
    {
        foreach (var member in (ReadOnlySpan<string>)["code", "id"])
        {
            if (item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && Texts.OrNull(value.GetString()) is { } key)
            {
                return key;
            }
        }

        return "unknown";
    }
}
