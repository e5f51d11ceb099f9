namespace Crossdock.AcmeWarehouse.Tests.Defects;

internal static class DefectiveManifest
{
    public static ConnectorManifest Of(ConnectorManifest manifest, Defect defect) => defect switch
    {
        Defect.DeclaresMissingPort => manifest with { Lookups = [.. manifest.Lookups, "invoice"] },
        Defect.DeclaresUntestedPort => manifest with { Snapshots = [.. manifest.Snapshots, "shipment"] },
        Defect.HasUndeclaredPort => manifest with { Snapshots = [] },
        Defect.KeyWithoutWindow => manifest with { Effects = [.. manifest.Effects.Select(effect => effect with { KeyWindow = null })] },
        _ => manifest,
    };
}
