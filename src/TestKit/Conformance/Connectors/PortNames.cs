using System.Reflection;

namespace Crossdock.TestKit.Conformance;

/// <summary>Ports in the words of manifest and report.</summary>
internal static class PortNames
{
    public static string? Of(Type port)
    {
        if (port == typeof(IWebhookTranslator))
        {
            return "webhooks";
        }

        if (!port.IsGenericType)
        {
            return null;
        }

        var argument = port.GetGenericArguments()[0];
        var definition = port.GetGenericTypeDefinition();
        return definition == typeof(IChangeSource<>) ? "source " + Document(argument)
            : definition == typeof(IDocumentLookup<>) ? "lookup " + Document(argument)
            : definition == typeof(ISnapshotSource<>) ? "snapshot " + Document(argument)
            : definition == typeof(IEffectPort<>) ? ((EffectOperation)Static(argument, "Operation")).Name
            : null;
    }

    private static string Document(Type document)
    {
        var codec = Static(document, "Codec");
        return (string)codec.GetType().GetProperty("Name")!.GetValue(codec)!;
    }

    private static object Static(Type type, string property) => type.GetProperty(property, BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
