namespace Crossdock.Generators.Roslyn.Diagnostics;

/// <summary>Ids of the connector diagnostics. An id is never reused; each has a page <c>docs/diagnostics/&lt;id&gt;.md</c>.</summary>
public static class DiagnosticIds
{
    /// <summary>The connector class is not partial.</summary>
    public const string NotPartial = "CDK0001";

    /// <summary>The connector class does not implement <c>IConnector</c>.</summary>
    public const string NotAConnector = "CDK0002";

    /// <summary>The connector class is nested, abstract, static, generic or file-local.</summary>
    public const string UnusableClass = "CDK0003";

    /// <summary>The system name is malformed.</summary>
    public const string MalformedSystemName = "CDK0004";

    /// <summary>Two connectors of one project have the same system name.</summary>
    public const string DuplicateSystemName = "CDK0005";

    /// <summary>The options type cannot be created without arguments.</summary>
    public const string OptionsNotConstructible = "CDK0006";

    /// <summary>A duration is malformed.</summary>
    public const string MalformedDuration = "CDK0007";

    /// <summary>The connector's constructor cannot be called from services.</summary>
    public const string UnusableConstructor = "CDK0008";

    /// <summary>A declared port is not implemented.</summary>
    public const string PortNotImplemented = "CDK0009";

    /// <summary>An implemented port is not declared.</summary>
    public const string PortNotDeclared = "CDK0010";

    /// <summary>A financial effect declares no idempotency mode.</summary>
    public const string FinancialEffectUndeclared = "CDK0011";

    /// <summary>A native idempotency key is declared without the time the remote remembers it.</summary>
    public const string NativeKeyWithoutWindow = "CDK0012";

    /// <summary>A natural-key lookup is declared without the remote's fields.</summary>
    public const string LookupWithoutFields = "CDK0013";

    /// <summary>A command says nothing of the operation it stands for.</summary>
    public const string CommandWithoutOperation = "CDK0014";

    /// <summary>A port or status axis is declared twice.</summary>
    public const string DeclaredTwice = "CDK0015";

    /// <summary>A quota, cost or batch size below one.</summary>
    public const string CountBelowOne = "CDK0016";

    /// <summary>A batch port and its declaration disagree.</summary>
    public const string BatchMismatch = "CDK0017";
}
