using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Crossdock.Canonical;
using Crossdock.Canonical.CodeLists;

namespace Crossdock.Connectors.Vendure;

/// <summary>Maps a variant to a canonical item. Never throws for a single one: what cannot be mapped is a change with problems.</summary>
internal sealed class ItemMapping(ConnectionContext connection, VendureOptions options)
{
    private const string ProblemCode = "vendure";

    public Change<Item> Map(JsonElement row, VendureChannel channel)
    {
        ReadOnlyMemory<byte> raw = JsonMarshal.GetRawUtf8Value(row).ToArray();
        VendureItem source;
        try
        {
            source = row.Deserialize(VendureJson.Default.VendureItem) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            return new Change<Item> { DocumentKey = row.GetProperty("id").GetString() ?? "unknown", Problems = [Unreadable.Problem(exception)], Raw = raw };
        }

        var (document, problems) = Build(source, channel);
        return new Change<Item>
        {
            // Variants without a SKU would share the empty one.
            DocumentKey = Texts.OrNull(source.Sku) ?? "variant " + source.Id,
            Document = problems.Count == 0 ? document : null,
            Problems = problems,
            SourceVersion = Latest(source).UtcTicks,
            OccurredAt = Latest(source),
            Raw = raw,
        };
    }

    private (Item? Document, IReadOnlyList<DocumentProblem> Problems) Build(VendureItem source, VendureChannel channel)
    {
        if (Texts.OrNull(source.Sku) is null)
        {
            return (null, [new DocumentProblem("/sku", ProblemCode, $"Variant {source.Id} ('{source.Name}') has no SKU; give it one in the shop.")]);
        }

        if (!MoneyReader.TryCreate(source.CurrencyCode, options.MoneyDecimals, out var money))
        {
            return (null, [new DocumentProblem("/currencyCode", ProblemCode, $"The currency '{source.CurrencyCode}' is not in ISO 4217; correct it in the shop.")]);
        }

        var item = Map(source, channel, money);
        return (item, [.. Item.Codec.Validate(Item.Codec.ToUtf8Bytes(item)).Select(problem => new DocumentProblem(
            problem.Pointer, problem.Keyword, $"Found {problem.Found}, allowed {problem.Allowed}; correct it in the shop."))]);
    }

    private Item Map(VendureItem source, VendureChannel channel, MoneyReader money) => new()
    {
        Sku = source.Sku,
        SourceVersion = Latest(source).UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ExternalIds =
        [
            ExternalId.Of(connection.Name, source.Id, "ProductVariant"),
            ExternalId.Of(connection.Name, source.Product.Id, "Product"),
        ],
        Options = [.. source.Options.ById(option => option.Group.Id).Select(option => new CustomProperty { Name = option.Group.Name, Value = option.Name })],
        Name = Texts.OrNull(source.Name) ?? Texts.OrNull(source.Product.Name),

        // The shop counts pieces and names no unit.
        BaseUnit = UnitCodes.One,
        Taxes = [new ItemTax { Category = source.TaxRateApplied.Value == 0 ? TaxCategory.Z : TaxCategory.S, Rate = source.TaxRateApplied.Value, TaxCode = Texts.OrNull(source.TaxRateApplied.Name) }],
        Prices =
        [
            new ItemPrice
            {
                Type = ItemPriceType.Sales,
                Channel = channel.Code,
                Price = new Price { Amount = money.Of(channel.PricesIncludeTax ? source.PriceWithTax : source.Price), TaxIncluded = channel.PricesIncludeTax ? true : null },
            },
        ],
        Statuses =
        [
            new ItemChannelStatus
            {
                Channel = channel.Code,
                Status = StatusFact.Of(source is { Enabled: true, Product.Enabled: true } ? ItemStatus.Active : ItemStatus.Inactive),
            },
        ],
        CreatedAt = source.CreatedAt,
        ModifiedAt = Latest(source),
    };

    private static DateTimeOffset Latest(VendureItem source) => source.UpdatedAt > source.Product.UpdatedAt ? source.UpdatedAt : source.Product.UpdatedAt;
}
