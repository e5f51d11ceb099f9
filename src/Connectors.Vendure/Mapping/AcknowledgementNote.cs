using Crossdock.Canonical;

namespace Crossdock.Connectors.Vendure;

/// <summary>The note that tells the shop's people what became of an order. It ends with our key, by which it is found again.</summary>
internal static class AcknowledgementNote
{
    private const string Opening = "[crossdock ";

    public static bool IsOurs(string note) => note.Contains(Opening, StringComparison.Ordinal);

    public static string Mark(IdempotencyKey key) => $"{Opening}{key}]";

    public static string Write(OrderAcknowledgement document, IdempotencyKey key)
    {
        string?[] parts =
        [
            $"Order {document.Code.Value}",
            Texts.OrNull(document.Number) is { } number ? $"number {number}" : null,
            Texts.OrNull(document.Reason),
            document.PromisedDelivery?.To is { } delivery ? FormattableString.Invariant($"delivery by {delivery:yyyy-MM-dd}") : null,
            .. document.Lines.Select(line => $"line {line.OrderLineId ?? line.Id}: {string.Join(", ", line.Acknowledgements.Select(answer => answer.Code.Value))}"),
        ];
        var text = string.Join("; ", Texts.Said(parts));
        return $"{(text.Length > 4000 ? text[..4000] + "…" : text)}. {Mark(key)}";
    }
}
