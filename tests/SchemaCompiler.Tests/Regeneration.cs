using Crossdock.Generators.SchemaCompiler;

namespace Crossdock.SchemaCompiler.Tests;

/// <summary>The checked-in code is what the schemas compile to.</summary>
public class Regeneration
{
    [Fact]
    public void The_canonical_contracts_are_up_to_date() =>
        Check(Repository.CanonicalSchemas, Repository.CanonicalGenerated, "Crossdock.Canonical").ShouldBe((0, ""));

    [Fact]
    public void The_contracts_of_these_tests_are_up_to_date() =>
        Check(Repository.SampleSchemas, Repository.SampleGenerated, "Crossdock.SchemaCompiler.Tests.Contracts").ShouldBe((0, ""));

    [Fact]
    public void A_check_names_what_differs_and_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        Run("--schemas", Repository.SampleSchemas, "--output", folder.Path, "--namespace", "N").Code.ShouldBe(0);
        File.AppendAllText(Path.Combine(folder.Path, "Sample.g.cs"), "// edited");
        File.Delete(Path.Combine(folder.Path, "Point.g.cs"));
        File.WriteAllText(Path.Combine(folder.Path, "Stray.g.cs"), "");

        var (code, error) = Check(Repository.SampleSchemas, folder.Path, "N");
        code.ShouldBe(1);
        error.Split('\n').ShouldBe(["Stray.g.cs should not be there", "Point.g.cs is missing", "Sample.g.cs differs"]);
        File.Exists(Path.Combine(folder.Path, "Point.g.cs")).ShouldBeFalse();

        Run("--schemas", Repository.SampleSchemas, "--output", folder.Path, "--namespace", "N").Code.ShouldBe(0);
        Check(Repository.SampleSchemas, folder.Path, "N").ShouldBe((0, ""));
    }

    /// <summary>The recipe of docs/contributing/canonical-field.md.</summary>
    [Fact]
    public void An_optional_property_of_Item_is_one_schema_edit_and_a_regeneration()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Repository.CanonicalSchemas))
        {
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        }

        var item = Path.Combine(folder.Path, "item.schema.json");
        const string First = "\"properties\": {";
        var text = File.ReadAllText(item);
        File.WriteAllText(item, text.Insert(text.IndexOf(First, StringComparison.Ordinal) + First.Length, "\"shelfColour\": { \"type\": \"string\", \"description\": \"Colour of the shelf.\", \"maxLength\": 16 },"));

        var (code, error) = Check(folder.Path, Repository.CanonicalGenerated, "Crossdock.Canonical");
        (code, error).ShouldBe((1, "Item.Codec.g.cs differs\nItem.g.cs differs"));

        var output = Path.Combine(folder.Path, "out");
        Run("--schemas", folder.Path, "--output", output).Code.ShouldBe(0);
        var record = File.ReadAllText(Path.Combine(output, "Item.g.cs"));
        record.ShouldContain("/// <summary>Colour of the shelf.</summary>\n    public string? ShelfColour { get; init; }");
        File.ReadAllText(Path.Combine(output, "Item.Codec.g.cs")).ShouldContain("vShelfColour = reader.ReadString<TMode>(0, 16);");
    }

    [Theory]
    [InlineData("--wrong")]
    [InlineData("--schemas")]
    [InlineData("--schemas", "/does/not/exist", "--output", "x")]
    public void Wrong_arguments_are_refused(params string[] args) => Run(args).Code.ShouldBe(2);

    private static (int Code, string Error) Check(string schemas, string generated, string @namespace) =>
        Run("--schemas", schemas, "--output", generated, "--namespace", @namespace, "--check");

    private static (int Code, string Error) Run(params string[] args)
    {
        using var error = new StringWriter();
        return (CommandLine.Run(args, TextWriter.Null, error), error.ToString().ReplaceLineEndings("\n").Trim());
    }
}
