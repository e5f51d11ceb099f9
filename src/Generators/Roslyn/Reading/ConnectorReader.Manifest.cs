using Crossdock.Generators.Roslyn.Diagnostics;
using Crossdock.Generators.Roslyn.Model;
using Microsoft.CodeAnalysis;

namespace Crossdock.Generators.Roslyn.Reading;

/// <summary>What the attributes say about each port.</summary>
internal sealed partial class ConnectorReader
{
    // The names of IdempotencyMode; values are read by name, so that reordering the enum cannot mislead us.
    private const string Undeclared = "Undeclared";
    private const string NativeKey = "NativeKey";
    private const string NaturalKeyLookup = "NaturalKeyLookup";

    private static EquatableArray<TModel> Read<TModel>(
        List<Declaration> declared,
        PortKind kind,
        Func<AttributeData, INamedTypeSymbol, TModel> read)
        where TModel : IEquatable<TModel> =>
        new(declared.Where(declaration => declaration.Kind == kind).Select(declaration => read(declaration.Attribute, declaration.Subject!)));

    private SourceModel ReadSource(AttributeData attribute, INamedTypeSymbol document) => new(
        document.FullName(),
        attribute.EnumExpression("Cursor"),
        ReadDuration(attribute, "DeclaredLateness") ?? TimeSpan.Zero,
        attribute.Get<string>("MissedChanges"),
        ReadCount(attribute, "Cost"));

    private EffectModel ReadEffect(AttributeData attribute, INamedTypeSymbol command)
    {
        var idempotency = attribute.EnumExpression("Idempotency");
        var mode = idempotency.Substring(idempotency.LastIndexOf('.') + 1);
        var keyWindow = ReadDuration(attribute, "KeyWindow");
        var fields = new EquatableArray<string>(attribute.Strings("LookupFields"));

        if (mode == Undeclared && command.AllInterfaces.Any(type => type.IsCrossdock("IFinancialCommand")))
        {
            Report(Descriptors.FinancialEffectUndeclared, attribute.Location(_cancellationToken), command.ShortName());
        }

        if (mode == NativeKey && attribute.Get<string>("KeyWindow") is null)
        {
            Report(Descriptors.NativeKeyWithoutWindow, attribute.Location(_cancellationToken), command.ShortName());
        }

        if (mode == NaturalKeyLookup && !fields.Any(field => !string.IsNullOrWhiteSpace(field)))
        {
            Report(Descriptors.LookupWithoutFields, attribute.Location(_cancellationToken), command.ShortName());
        }

        if (!NamesItsOperation(command))
        {
            Refuse(Descriptors.CommandWithoutOperation, attribute.Location(_cancellationToken), command.ShortName());
        }

        var maxBatch = ReadCount(attribute, "MaxBatch");
        CheckBatch(attribute, command, maxBatch);
        return new EffectModel(
            command.FullName(),
            idempotency,
            mode == NativeKey ? keyWindow : null,
            fields,
            ReadDuration(attribute, "SettleTime") ?? TimeSpan.Zero,
            ReadCount(attribute, "Cost"),
            ReadCount(attribute, "ProbeCost"),
            maxBatch,
            attribute.EnumExpression("BatchSemantics"));
    }

    private static bool NamesItsOperation(INamedTypeSymbol command)
    {
        for (INamedTypeSymbol? type = command; type is not null; type = type.BaseType)
        {
            if (type.GetMembers("Operation").OfType<IPropertySymbol>().Any(property =>
                property is { IsStatic: true, DeclaredAccessibility: Accessibility.Public } && property.Type.IsCrossdock("EffectOperation")))
            {
                return true;
            }
        }

        return false;
    }

    private static WebhookModel? ReadWebhooks(List<Declaration> declared) =>
        declared.FirstOrDefault(declaration => declaration.Kind == PortKind.Webhooks) is { Attribute: var attribute }
            ? new WebhookModel(attribute.Get<bool>("Signed"), attribute.Get<bool>("TimestampSigned"))
            : null;

    private EquatableArray<StatusAxisModel> ReadStatusAxes()
    {
        var axes = new List<StatusAxisModel>();
        foreach (var attribute in _connector.GetAttributes())
        {
            // Half-typed attributes have no arguments yet; the compiler says so.
            if (!attribute.AttributeClass.IsCrossdock("StatusAxisAttribute")
                || attribute.ConstructorArguments.Length != 2
                || attribute.ConstructorArguments[0].Value is not string axis
                || attribute.ConstructorArguments[1] is not { Value: int confidence } second)
            {
                continue;
            }

            if (axes.Any(other => other.Axis == axis))
            {
                Refuse(Descriptors.DeclaredTwice, attribute.Location(_cancellationToken), _connector.Name, $"the status axis '{axis}'");
            }
            else
            {
                axes.Add(new StatusAxisModel(axis, AttributeValues.EnumExpression(second.Type, confidence)));
            }
        }

        return new EquatableArray<StatusAxisModel>(axes);
    }

    // A window of no length would make every retry a second effect; a lateness or settle time of none is fine.
    private TimeSpan? ReadDuration(AttributeData attribute, string name)
    {
        if (attribute.Get<string>(name) is not { } text)
        {
            return null;
        }

        if (!Duration.TryParse(text, out var duration))
        {
            Refuse(Descriptors.MalformedDuration, attribute.Location(name, _cancellationToken), name, text, "");
        }
        else if (duration == TimeSpan.Zero && name is "KeyWindow" or "Per")
        {
            Refuse(Descriptors.MalformedDuration, attribute.Location(name, _cancellationToken), name, text, "; it is longer than zero");
        }

        return duration;
    }
}
