using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>The one name by which an item is told apart: the seller's number before all others.</summary>
internal static class ItemNames
{
    public static string? TryGet(ItemReference? item) =>
        item is null ? null : item.SellerItemId ?? item.Gtin ?? item.ManufacturerItemId ?? item.BuyerItemId
            ?? (item.ExternalIds.Count > 0 ? $"{item.ExternalIds[0].System}:{item.ExternalIds[0].Value}" : null);

    public static string Of(ItemReference item) =>
        TryGet(item) ?? throw new ConnectorException(ErrorKind.Validation, "The item has neither an item number nor a GTIN nor another id.");
}
