using Crossdock.Generators.Roslyn.Diagnostics;
using Crossdock.Generators.Roslyn.Model;
using Microsoft.CodeAnalysis;

namespace Crossdock.Generators.Roslyn.Reading;

/// <summary>What the attributes say about how much the remote takes: quota, cost and batches.</summary>
internal sealed partial class ConnectorReader
{
    private QuotaModel? ReadQuota()
    {
        var attribute = _connector.GetAttributes().FirstOrDefault(candidate => candidate.AttributeClass.IsCrossdock("QuotaAttribute"));

        // A half-typed attribute has no arguments yet; the compiler says so.
        if (attribute is null
            || attribute.ConstructorArguments.Length != 2
            || attribute.ConstructorArguments[0].Value is not int capacity
            || attribute.ConstructorArguments[1].Value is not int refill)
        {
            return null;
        }

        CheckCount(attribute, "capacity", capacity);
        CheckCount(attribute, "refill", refill);
        return new QuotaModel(capacity, refill, ReadDuration(attribute, "Per") ?? TimeSpan.FromSeconds(1));
    }

    private int ReadCount(AttributeData attribute, string name)
    {
        if (attribute.NamedArguments.All(argument => argument.Key != name))
        {
            return 1;
        }

        var count = attribute.Get<int>(name);
        CheckCount(attribute, name, count);
        return count;
    }

    private void CheckCount(AttributeData attribute, string name, int count)
    {
        if (count < 1)
        {
            Refuse(Descriptors.CountBelowOne, attribute.Location(name, _cancellationToken), name, count);
        }
    }

    private void CheckBatch(AttributeData attribute, INamedTypeSymbol command, int maxBatch)
    {
        var isImplemented = _connector.AllInterfaces.Any(port =>
            port.IsCrossdock("IBatchEffectPort`1") && SymbolEqualityComparer.Default.Equals(port.TypeArguments[0], command));
        if (isImplemented != maxBatch > 1)
        {
            Report(
                Descriptors.BatchMismatch,
                attribute.Location(_cancellationToken),
                _connector.Name,
                command.ShortName(),
                isImplemented ? "implements the port and declares no batches; set MaxBatch" : "declares batches and does not implement the port; implement it or drop MaxBatch");
        }
    }
}
