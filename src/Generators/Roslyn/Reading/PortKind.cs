using Microsoft.CodeAnalysis;

namespace Crossdock.Generators.Roslyn.Reading;

/// <summary>A port interface and the attribute that declares it.</summary>
internal sealed record PortKind(string Interface, string Attribute)
{
    public static readonly PortKind Source = new("IChangeSource`1", "SourceAttribute`1");
    public static readonly PortKind Effect = new("IEffectPort`1", "EffectAttribute`1");
    public static readonly PortKind Lookup = new("IDocumentLookup`1", "LookupAttribute`1");
    public static readonly PortKind Snapshot = new("ISnapshotSource`1", "SnapshotAttribute`1");
    public static readonly PortKind Webhooks = new("IWebhookTranslator", "WebhooksAttribute");

    public static readonly PortKind[] All = [Source, Effect, Lookup, Snapshot, Webhooks];

    public static PortKind? DeclaredBy(INamedTypeSymbol? attribute) => All.FirstOrDefault(kind => attribute.IsCrossdock(kind.Attribute));

    public static PortKind? ImplementedAs(INamedTypeSymbol port) => All.FirstOrDefault(kind => port.IsCrossdock(kind.Interface));

    /// <summary>The interface as C#, e.g. <c>IChangeSource&lt;Order&gt;</c>.</summary>
    public string InterfaceOf(string? subject) => Close(Interface, subject);

    /// <summary>The attribute as C# writes it, e.g. <c>Source&lt;Order&gt;</c>.</summary>
    public string AttributeOf(string? subject) => Close(Attribute.Replace("Attribute", ""), subject);

    private static string Close(string metadataName, string? subject) =>
        subject is null ? metadataName : $"{metadataName.Substring(0, metadataName.IndexOf('`'))}<{subject}>";
}
