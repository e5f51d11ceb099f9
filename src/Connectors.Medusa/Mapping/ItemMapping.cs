using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Crossdock.Canonical;
using Crossdock.Canonical.CodeLists;

namespace Crossdock.Connectors.Medusa;

/// <summary>Maps a variant to a canonical item. Never throws for a single one: what cannot be mapped is a change with problems.</summary>
internal sealed class ItemMapping(ConnectionContext connection)
{
    public Change<Item> Map(JsonElement row)
    {
        ReadOnlyMemory<byte> raw = JsonMarshal.GetRawUtf8Value(row).ToArray();
        MedusaVariant source;
        try
        {
            source = row.Deserialize(MedusaJson.Default.MedusaVariant) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            return new Change<Item> { DocumentKey = row.GetProperty("id").GetString() ?? "unknown", Problems = [Problems.Of(exception)], Raw = raw };
        }

        var (document, problems) = Build(source);
        return new Change<Item>
        {
            DocumentKey = Texts.OrNull(source.Sku) ?? source.Id,
            Document = problems.Count == 0 ? document : null,
            Problems = problems,
            SourceVersion = Latest(source).UtcTicks,
            OccurredAt = Latest(source),
            Raw = raw,
        };
    }

    private (Item? Document, IReadOnlyList<DocumentProblem> Problems) Build(MedusaVariant source)
    {
        if (Texts.OrNull(source.Sku) is not { } sku)
        {
            return (null, [Problems.Of("/sku", $"Variant {source.Id} ('{source.Product.Title}', '{source.Title}') has no SKU; give it one in the shop.")]);
        }

        if (source.Prices.FirstOrDefault(price => !Cash.TryCreate(price.CurrencyCode, out _)) is { } unknown)
        {
            return (null, [Problems.Of("/prices", $"The currency '{unknown.CurrencyCode}' of a price of '{sku}' is not in ISO 4217; correct it in the shop.")]);
        }

        var item = Map(source, sku);
        return (item, [.. Item.Codec.Validate(Item.Codec.ToUtf8Bytes(item)).Select(problem => new DocumentProblem(
            problem.Pointer, problem.Keyword, $"Found {problem.Found}, allowed {problem.Allowed}; correct it in the shop."))]);
    }

    private Item Map(MedusaVariant source, string sku) => new()
    {
        Sku = sku,
        SourceVersion = Latest(source).UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ExternalIds = [ExternalId.Of(connection.Name, source.Id, "ProductVariant"), ExternalId.Of(connection.Name, source.Product.Id, "Product")],
        Name = Texts.OrNull(string.Join(' ', Texts.Said(source.Product.Title, source.Title))),
        Options =
        [
            .. source.Options.Where(value => value.Option is not null).OrderBy(value => value.Option!.Title, StringComparer.Ordinal)
                .Select(value => new CustomProperty { Name = value.Option!.Title, Value = value.Value }),
        ],

        // The shop counts pieces and names no unit.
        BaseUnit = UnitCodes.One,
        Prices =
        [
            .. source.Prices.Where(price => price is { MinQuantity: null, MaxQuantity: null } && price.Rules is null or { Count: 0 })
                .OrderBy(price => price.CurrencyCode, StringComparer.Ordinal).ThenBy(price => price.Id, StringComparer.Ordinal)
                .Select(price => new ItemPrice { Type = ItemPriceType.Sales, Price = new Price { Amount = Money.Of(price.Amount, price.CurrencyCode.ToUpperInvariant()) } }),
        ],
        Statuses = [new ItemChannelStatus { Channel = connection.Name, Status = StatusFact.Of(Status(source.Product.Status), source.Product.Status) }],
        CreatedAt = source.CreatedAt,
        ModifiedAt = Latest(source),
    };

    private static ItemStatus Status(string status) => status switch
    {
        "published" => ItemStatus.Active,
        "draft" or "proposed" => ItemStatus.Draft,
        _ => ItemStatus.Inactive,
    };

    private static DateTimeOffset Latest(MedusaVariant source) => source.UpdatedAt > source.Product.UpdatedAt ? source.UpdatedAt : source.Product.UpdatedAt;
}
