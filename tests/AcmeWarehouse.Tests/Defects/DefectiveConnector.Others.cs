using System.Globalization;
using System.Text.Json.Nodes;
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
            case Defect.OldDeliveryAccepted when delivery.Headers.TryGetValue("X-Acme-Time", out var signed) && long.TryParse(signed, CultureInfo.InvariantCulture, out var seconds):
                delivery = delivery with { ReceivedAt = DateTimeOffset.FromUnixTimeSeconds(seconds) };
                break;
            case Defect.UnsignedAccepted when !delivery.Headers.TryGetValue("X-Acme-Signature", out var signature) || signature.Length == 0:
                return new WebhookTranslation(true, null, [new ChangeHint("shipment", "SH-00001")]);
        }

        var translation = inner.Translate(delivery);
        return defect == Defect.ChangedBodyAccepted && delivery.Body.Span.EndsWith(" "u8) ? new WebhookTranslation(true, null, [new ChangeHint("shipment", "SH-00001")]) : translation;
    }

    public async Task<ConnectionHealth> CheckAsync(CancellationToken cancellationToken)
    {
        var health = await inner.CheckAsync(cancellationToken);
        return defect switch
        {
            Defect.CheckAlwaysHealthy => health with { IsHealthy = true },
            Defect.CheckThrows when !health.IsHealthy => throw new ConnectorException(ErrorKind.Auth, health.Detail),
            Defect.CheckShowsSecret => health with { Detail = health.Detail + " key " + ConnectionSetup.WrongSecret },
            _ => health,
        };
    }
}
