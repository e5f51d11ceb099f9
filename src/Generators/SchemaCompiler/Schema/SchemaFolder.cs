using System.Text.Json;

namespace Crossdock.Generators.SchemaCompiler.Schema;

/// <summary>Reads a folder of <c>*.schema.json</c> files to a <see cref="SchemaSet"/>, or fails with everything that is wrong.</summary>
internal sealed class SchemaFolder
{
    private const string Suffix = ".schema.json";
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private readonly Dictionary<string, JsonElement> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<(string File, string Pointer), Definition> _definitions = [];
    private readonly List<SchemaError> _errors = [];

    private SchemaFolder()
    {
    }

    /// <summary>Reads every schema of a folder.</summary>
    /// <exception cref="SchemaErrorException">At least one schema cannot be compiled.</exception>
    public static SchemaSet Read(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*" + Suffix).Order(StringComparer.Ordinal)
            .Select(path => (Name: Path.GetFileName(path), Text: File.ReadAllBytes(path))).ToList();
        return files.Count == 0
            ? throw new SchemaErrorException(new SchemaLocation(folder, ""), $"there is no *{Suffix} file in this folder")
            : Read(files);
    }

    /// <summary>Reads schemas given by file name and text.</summary>
    /// <exception cref="SchemaErrorException">At least one schema cannot be compiled.</exception>
    public static SchemaSet Read(IEnumerable<(string Name, byte[] Text)> files)
    {
        var folder = new SchemaFolder();
        foreach (var (name, text) in files)
        {
            folder.Load(name, text);
        }

        folder.ThrowOnErrors();
        folder.Declare();
        return folder.Build();
    }

    private void Load(string name, byte[] text)
    {
        var location = new SchemaLocation(name, "");
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            _files.Add(name, document.RootElement.Clone());
        }
        catch (JsonException fault)
        {
            _errors.Add(new(location, $"not valid JSON: {fault.Message}"));
            return;
        }

        if (_files[name].ValueKind != JsonValueKind.Object)
        {
            _errors.Add(new(location, "a schema file must hold an object"));
        }
        else if (!_files[name].TryGetProperty("$schema", out var dialect) || dialect.ValueKind != JsonValueKind.String || dialect.GetString() != Dialect)
        {
            _errors.Add(new(location.At("$schema"), $"must be \"{Dialect}\""));
        }
    }

    /// <summary>Makes a definition for each root document and each entry of <c>$defs</c>, so that references can point forward.</summary>
    private void Declare()
    {
        foreach (var (file, root) in _files)
        {
            var location = new SchemaLocation(file, "");
            if (root.TryGetProperty("type", out _))
            {
                _definitions.Add((file, ""), new Definition(Identifiers.Pascal(file[..^Suffix.Length]), location));
            }

            if (root.TryGetProperty("$defs", out var definitions) && definitions.ValueKind == JsonValueKind.Object)
            {
                foreach (var definition in definitions.EnumerateObject())
                {
                    var place = location.At("$defs").At(definition.Name);
                    _definitions.Add((file, place.Pointer), new Definition(Identifiers.Pascal(definition.Name), place));
                }
            }
        }
    }

    private SchemaSet Build()
    {
        var reader = new SchemaReader(Find, _errors);
        foreach (var (file, root) in _files)
        {
            var location = new SchemaLocation(file, "");
            if (_definitions.TryGetValue((file, ""), out var document))
            {
                document.Type = reader.ReadDocument(root, location, document.Name, file[..^Suffix.Length]);
            }
            else
            {
                reader.CheckDefinitionsFile(root, location);
            }

            if (root.TryGetProperty("$defs", out var definitions))
            {
                foreach (var definition in reader.Properties(definitions, location.At("$defs")))
                {
                    var place = location.At("$defs").At(definition.Name);
                    var entry = _definitions[(file, place.Pointer)];
                    entry.Type = reader.ReadType(definition.Value, place, entry.Name);
                }
            }
        }

        ThrowOnErrors();
        CheckNames(reader.Types);
        CheckLists(reader.Types.OfType<ObjectNode>());
        ReferenceCycles.Check(_definitions.Values, _errors);
        ThrowOnErrors();
        return new SchemaSet([.. reader.Types.OrderBy(type => type.Name, StringComparer.Ordinal)]);
    }

    private Definition? Find(string file, string reference)
    {
        var cut = reference.IndexOf('#');
        var target = cut < 0 ? reference : reference[..cut];
        var pointer = cut < 0 ? "" : reference[(cut + 1)..];
        return _definitions.GetValueOrDefault((target.Length == 0 ? file : target, pointer));
    }

    private void CheckNames(IEnumerable<INamedNode> types)
    {
        foreach (var clash in types.GroupBy(type => type.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            foreach (var type in clash.Skip(1))
            {
                _errors.Add(new(type.Location, $"makes a second C# type {clash.Key}; {clash.First().Location} makes one already"));
            }
        }

        foreach (var node in types.OfType<ObjectNode>())
        {
            var names = new HashSet<string>(StringComparer.Ordinal) { node.Name, "Codec", "Equals", "GetHashCode", "GetType", "ToString", "PrintMembers", "EqualityContract" };
            foreach (var member in node.Members.Where(member => !names.Add(Identifiers.Pascal(member.JsonName))))
            {
                _errors.Add(new(node.Location.At("properties").At(member.JsonName), $"would be the C# member {Identifiers.Pascal(member.JsonName)}, which {node.Name} has already or cannot have"));
            }
        }
    }

    /// <summary>Checks what can only be seen once references are resolved.</summary>
    private void CheckLists(IEnumerable<ObjectNode> objects)
    {
        foreach (var array in objects.SelectMany(node => node.Members).Select(member => SchemaSet.Resolve(member.Type)).OfType<ArrayNode>().Distinct())
        {
            var item = SchemaSet.Resolve(array.Items);
            if (item is ArrayNode or ExtensionsNode)
            {
                _errors.Add(new(array.Location.At("items"), "a list of lists or of extension maps is not supported; put the inner one in an object"));
            }

            if (array.UniqueItems && item is not (StringNode or OpenEnumNode or ClosedEnumNode))
            {
                _errors.Add(new(array.Location.At("uniqueItems"), "is supported on lists of strings"));
            }
        }
    }

    private void ThrowOnErrors()
    {
        if (_errors.Count > 0)
        {
            throw new SchemaErrorException(_errors);
        }
    }
}
