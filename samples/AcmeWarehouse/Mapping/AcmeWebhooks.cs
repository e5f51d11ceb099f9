using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.AcmeWarehouse;

/// <summary>Deliveries of the warehouse: <c>X-Acme-Time</c> (Unix seconds) and <c>X-Acme-Signature</c> over time and body.</summary>
internal static class AcmeWebhooks
{
    private static readonly TimeSpan s_oldest = TimeSpan.FromMinutes(5);
    private static readonly WebhookTranslation s_refused = new(false, null, []);

    public static WebhookTranslation Translate(WebhookDelivery delivery, string key)
    {
        var headers = new Dictionary<string, string>(delivery.Headers, StringComparer.OrdinalIgnoreCase);
        if (!headers.TryGetValue("X-Acme-Time", out var time) || !headers.TryGetValue("X-Acme-Signature", out var signature)
            || !long.TryParse(time, CultureInfo.InvariantCulture, out var seconds) || (delivery.ReceivedAt - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > s_oldest)
        {
            return s_refused;
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes(time + "."), .. delivery.Body.Span];
        var right = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), signed));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(signature))
            ? new WebhookTranslation(true, null, Hints(delivery.Body.Span))
            : s_refused;
    }

    private static IReadOnlyList<ChangeHint> Hints(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject found && found["shipment"] is JsonValue number && number.TryGetValue<string>(out var key)
                ? [new ChangeHint("shipment", key)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
