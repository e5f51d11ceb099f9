using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Crossdock.AcmeWarehouse.Wms;
using Crossdock.TestKit.Conformance;

namespace Crossdock.AcmeWarehouse.Tests.Defects;

internal sealed partial class DefectiveConnector
{
    public WebhookTranslation Translate(WebhookDelivery delivery)
    {
        switch (defect)
        {
            case Defect.HeaderCaseMatters when !delivery.Headers.Keys.Contains("X-Acme-Time", StringComparer.Ordinal):
                return new WebhookTranslation(false, null, []);
            case Defect.StrangeBodyCrashes:
                _ = JsonNode.Parse(delivery.Body.Span)!.AsObject();
                break;
            case Defect.OldDeliveryAccepted when SignedAt(delivery) is { } signed && signed < delivery.ReceivedAt:
            case Defect.FutureDeliveryAccepted when SignedAt(delivery) is { } ahead && ahead > delivery.ReceivedAt:
                delivery = delivery with { ReceivedAt = SignedAt(delivery)!.Value };
                break;
            case Defect.SignatureBeginningCompared when delivery.Headers.TryGetValue("X-Acme-Time", out var time) && delivery.Headers.TryGetValue("X-Acme-Signature", out var beginning):
                var right = AcmeWms.Sign(time, Encoding.UTF8.GetString(delivery.Body.Span));
                delivery = beginning.StartsWith(right[..16], StringComparison.Ordinal)
                    ? delivery with { Headers = new Dictionary<string, string>(delivery.Headers) { ["X-Acme-Signature"] = right } }
                    : delivery;
                break;
            case Defect.UnsignedAccepted when !delivery.Headers.TryGetValue("X-Acme-Signature", out var signature) || signature.Length == 0:
                return new WebhookTranslation(true, null, [new ChangeHint("shipment", "SH-00001")]);
        }

        var translation = inner.Translate(delivery);
        return defect == Defect.ChangedBodyAccepted && delivery.Body.Span.EndsWith(" "u8) ? new WebhookTranslation(true, null, [new ChangeHint("shipment", "SH-00001")]) : translation;
    }

    private static DateTimeOffset? SignedAt(WebhookDelivery delivery) =>
        delivery.Headers.TryGetValue("X-Acme-Time", out var time) && long.TryParse(time, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    public async Task<ConnectionHealth> CheckAsync(CancellationToken cancellationToken)
    {
        var health = await inner.CheckAsync(cancellationToken);
        return defect switch
        {
            Defect.CheckAlwaysHealthy => health with { IsHealthy = true },
            Defect.CheckNeverHealthy => health with { IsHealthy = false },
            Defect.CheckThrows when !health.IsHealthy => throw new ConnectorException(ErrorKind.Auth, health.Detail),
            Defect.CheckShowsSecret => health with { Detail = health.Detail + " key " + ConnectionSetup.WrongSecret },
            _ => health,
        };
    }
}
