using Crossdock.Canonical;

namespace Crossdock.FakeConnectors.Shared;

/// <summary>What a remote needs and the document lacks. Nothing was sent, so the kind is <see cref="ErrorKind.Validation"/>.</summary>
internal static class MappingProblem
{
    public static ConnectorException At(string pointer, string message) =>
        new(new ConnectorError { Kind = ErrorKind.Validation, Pointer = pointer, Message = message });

    public static T Required<T>(T? value, string pointer)
        where T : class => value ?? throw At(pointer, "The remote needs it: supply it.");

    public static T Required<T>(T? value, string pointer)
        where T : struct => value ?? throw At(pointer, "The remote needs it: supply it.");

    public static string RequiredSku(ItemReference? item, string linePointer) => Required(item?.SellerItemId, linePointer + "/item/sellerItemId");

    /// <summary>The one order a document is about.</summary>
    public static string SingleOrder(IEnumerable<string> orders, string pointer) => orders.Distinct(StringComparer.Ordinal).ToList() switch
    {
        [var order] => order,
        [] => throw At(pointer, "The remote needs the order: name it."),
        _ => throw At(pointer, "The remote takes one order per document: split it by order."),
    };
}
