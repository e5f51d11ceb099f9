using System.Collections;
using System.Reflection;
using Crossdock.Generators.Roslyn.Model;
using Crossdock.Generators.Roslyn.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Crossdock.Generators.Roslyn.Tests.Generation;

/// <summary>An edit costs only the connectors it touches.</summary>
public class Caching
{
    private const string First = """
        namespace Acme;
        [Connector("first", MaxConcurrency = 2)]
        [Effect<SubmitOrder>(Idempotency = IdempotencyMode.NaturalKeyLookup, LookupFields = ["ref"], SettleTime = "00:00:05")]
        public partial class First(TimeProvider time) : IConnector { public TimeProvider Time => time; }
        """;

    private const string Second = """
        namespace Acme;
        [Connector("second")] public partial class Second : IConnector;
        """;

    private const string Unrelated = "namespace Acme; class Unrelated;";

    [Fact]
    public void Everything_is_new_at_first()
    {
        var run = GeneratorRun.Of(First, Second, Unrelated);

        run.Reasons(ConnectorGenerator.ReadStep).Values.ShouldAllBe(reason => reason == IncrementalStepRunReason.New);
        run.OutputReasons().ShouldBe([IncrementalStepRunReason.New, IncrementalStepRunReason.New]);
    }

    [Fact]
    public void The_same_compilation_again_costs_nothing() =>
        ShouldReuseAll(AfterEditing(2, Unrelated));

    [Theory]
    [InlineData("namespace Acme; class Unrelated { int Added() => 42; }")]
    [InlineData("namespace Acme; class Renamed; interface IAdded;")]
    public void An_edit_in_another_file_writes_no_file_again(string edited) => ShouldReuseAll(AfterEditing(2, edited));

    [Theory]
    [InlineData("namespace Acme;", "// moved down\n\nnamespace Acme;")]
    [InlineData("time;", "time ?? throw new InvalidOperationException();")]
    [InlineData("{ public", "{ private int Added() => 1; public")]
    public void An_edit_of_the_connector_that_changes_no_declaration_writes_no_file_again(string old, string @new) =>
        ShouldReuseAll(AfterEditing(0, First.Replace(old, @new, StringComparison.Ordinal)));

    [Theory]
    [InlineData("MaxConcurrency = 2", "MaxConcurrency = 3")]
    [InlineData("\"00:00:05\"", "\"00:00:06\"")]
    [InlineData("[\"ref\"]", "[\"ref\", \"number\"]")]
    [InlineData("TimeProvider time)", "TimeProvider time, IServiceProvider services)")]
    [InlineData("\"first\"", "\"third\"")]
    public void A_changed_declaration_writes_that_connector_only(string old, string @new)
    {
        var edited = First.Replace(old, @new, StringComparison.Ordinal);
        edited.ShouldNotBe(First);

        var run = AfterEditing(0, edited);

        foreach (var step in (string[])[ConnectorGenerator.ReadStep, ConnectorGenerator.ValidStep])
        {
            run.Reasons(step)["First"].ShouldBe(IncrementalStepRunReason.Modified, step);
            run.Reasons(step)["Second"].ShouldBeOneOf(IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged);
        }

        run.OutputReasons().ShouldBe([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], ignoreOrder: true);
    }

    [Fact]
    public void The_pipeline_carries_values_only()
    {
        var run = GeneratorRun.Of(GeneratedText.Everything);

        var models = run.Result.TrackedSteps[ConnectorGenerator.ValidStep].SelectMany(step => step.Outputs).Select(output => output.Value);
        ShouldBeValue(models.ShouldHaveSingleItem());
    }

    [Fact]
    public void Equal_declarations_make_equal_models_of_equal_hash()
    {
        var one = Model(GeneratorRun.Of(GeneratedText.Everything));
        var other = Model(GeneratorRun.Of("\n\n" + GeneratedText.Everything));

        other.ShouldNotBeSameAs(one);
        other.ShouldBe(one);
        other.GetHashCode().ShouldBe(one.GetHashCode());
    }

    private static ConnectorModel Model(GeneratorRun run) =>
        (ConnectorModel)run.Result.TrackedSteps[ConnectorGenerator.ValidStep].Single().Outputs.Single().Value;

    private static GeneratorRun AfterEditing(int file, string text)
    {
        var before = Source.Compile(First, Second, Unrelated);
        var tree = before.SyntaxTrees[file];
        var edited = CSharpSyntaxTree.ParseText(Source.Usings + text, Source.ParseOptions, tree.FilePath);
        return new GeneratorRun().Run(before).Run(before.ReplaceSyntaxTree(tree, edited));
    }

    private static void ShouldReuseAll(GeneratorRun run)
    {
        foreach (var step in (string[])[ConnectorGenerator.ReadStep, ConnectorGenerator.ValidStep])
        {
            run.Reasons(step).Keys.ShouldBe(["First", "Second"], ignoreOrder: true);
            run.Reasons(step).Values.ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged);
        }

        run.OutputReasons().ShouldBe([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached]);
    }

    // Symbols and syntax keep whole compilations alive and never compare equal.
    private static void ShouldBeValue(object? value)
    {
        switch (value)
        {
            case null or string or int or bool or Enum or TimeSpan:
                break;
            case IEnumerable items:
                items.GetType().ShouldSatisfyAllConditions(type => type.GetGenericTypeDefinition().ShouldBe(typeof(EquatableArray<>)));
                foreach (var item in items)
                {
                    ShouldBeValue(item);
                }

                break;
            default:
                value.GetType().Namespace.ShouldBe(typeof(ConnectorModel).Namespace);
                foreach (var property in value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public))
                {
                    ShouldBeValue(property.GetValue(value));
                }

                break;
        }
    }
}
