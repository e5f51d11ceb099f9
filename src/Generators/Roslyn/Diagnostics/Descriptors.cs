using Microsoft.CodeAnalysis;

namespace Crossdock.Generators.Roslyn.Diagnostics;

/// <summary>What each diagnostic says. All are errors: the runtime acts on what a connector declares.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Create(
        DiagnosticIds.NotPartial,
        "A connector class is partial",
        "'{0}' carries [Connector] but is not partial; add 'partial' so that its manifest can be generated into it");

    public static readonly DiagnosticDescriptor NotAConnector = Create(
        DiagnosticIds.NotAConnector,
        "A connector class implements IConnector",
        "'{0}' carries [Connector] but does not implement IConnector; add it to the base list");

    public static readonly DiagnosticDescriptor UnusableClass = Create(
        DiagnosticIds.UnusableClass,
        "A connector is a top-level class that can be created",
        "'{0}' is {1}; make it a top-level class that is neither abstract, static, generic nor file-local");

    public static readonly DiagnosticDescriptor MalformedSystemName = Create(
        DiagnosticIds.MalformedSystemName,
        "A system name is lower-case words joined by hyphens",
        "The system name '{0}' is malformed; use lower-case letters and digits, words joined by '-', starting with a letter, e.g. 'acme-wms'");

    public static readonly DiagnosticDescriptor DuplicateSystemName = Create(
        DiagnosticIds.DuplicateSystemName,
        "A system has one connector",
        "The system '{0}' has another connector in this project, '{1}'; give one of them another system name",
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor OptionsNotConstructible = Create(
        DiagnosticIds.OptionsNotConstructible,
        "An options type can be created without arguments",
        "The options type '{0}' cannot be created; make it a non-abstract, closed class with a public parameterless constructor");

    public static readonly DiagnosticDescriptor MalformedDuration = Create(
        DiagnosticIds.MalformedDuration,
        "A duration is written d.hh:mm:ss",
        "{0} = \"{1}\" is not a duration; write it as hh:mm:ss or d.hh:mm:ss, e.g. \"00:05:00\" or \"30.00:00:00\"{2}");

    public static readonly DiagnosticDescriptor UnusableConstructor = Create(
        DiagnosticIds.UnusableConstructor,
        "A connector has one constructor that services can fill",
        "'{0}' cannot be created: {1}");

    public static readonly DiagnosticDescriptor PortNotImplemented = Create(
        DiagnosticIds.PortNotImplemented,
        "A declared port is implemented",
        "'{0}' declares [{1}] but does not implement {2}; implement it or remove the attribute");

    public static readonly DiagnosticDescriptor PortNotDeclared = Create(
        DiagnosticIds.PortNotDeclared,
        "An implemented port is declared",
        "'{0}' implements {1} but does not declare it; add [{2}], or the runtime will not use it");

    public static readonly DiagnosticDescriptor FinancialEffectUndeclared = Create(
        DiagnosticIds.FinancialEffectUndeclared,
        "A financial effect declares what keeps it from happening twice",
        "[Effect<{0}>] is financial and declares no idempotency mode; set Idempotency to NativeKey, NaturalKeyLookup or, when the remote offers neither, None");

    public static readonly DiagnosticDescriptor NativeKeyWithoutWindow = Create(
        DiagnosticIds.NativeKeyWithoutWindow,
        "A native key declares its window",
        "[Effect<{0}>] uses NativeKey without KeyWindow; say how long the remote remembers a key, e.g. KeyWindow = \"1.00:00:00\"");

    public static readonly DiagnosticDescriptor LookupWithoutFields = Create(
        DiagnosticIds.LookupWithoutFields,
        "A natural-key lookup declares its fields",
        "[Effect<{0}>] uses NaturalKeyLookup without LookupFields; name the remote's fields that a probe searches");

    public static readonly DiagnosticDescriptor CommandWithoutOperation = Create(
        DiagnosticIds.CommandWithoutOperation,
        "A command names its operation",
        "The command '{0}' has no public static EffectOperation Operation; implement IEffectCommand<TSelf, TDocument>");

    public static readonly DiagnosticDescriptor DeclaredTwice = Create(
        DiagnosticIds.DeclaredTwice,
        "A port or status axis is declared once",
        "'{0}' declares {1} more than once; keep one declaration");

    public static readonly DiagnosticDescriptor CountBelowOne = Create(
        DiagnosticIds.CountBelowOne,
        "A quota, cost or batch size is one or more",
        "{0} = {1}; it must be 1 or more");

    public static readonly DiagnosticDescriptor BatchMismatch = Create(
        DiagnosticIds.BatchMismatch,
        "A batch port and its declaration agree",
        "'{0}', IBatchEffectPort<{1}>: it {2}");

    private static DiagnosticDescriptor Create(string id, string title, string message, params string[] tags) => new(
        id,
        title,
        message,
        "Crossdock.Connectors",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: $"docs/diagnostics/{id}.md",
        customTags: tags);
}
