using System.Text.Json.Nodes;

namespace Crossdock.TestKit.Fakes;

/// <summary>Parses the part of GraphQL that clients send: operations, fragments, variables, arguments. No type definitions.</summary>
internal sealed class GraphParser
{
    private readonly IReadOnlyList<GraphToken> _tokens;
    private readonly Dictionary<string, GraphFragment> _fragments = new(StringComparer.Ordinal);
    private int _index;

    private GraphParser(string text) => _tokens = new GraphTokenizer(text).ReadAll();

    private GraphToken Current => _tokens[_index];

    /// <exception cref="GraphFailure">The text is not a document.</exception>
    public static GraphDocument Parse(string text) => new GraphParser(text).ReadDocument();

    private GraphDocument ReadDocument()
    {
        var operations = new List<GraphOperation>();
        while (Current.Kind != GraphTokenKind.End)
        {
            if (Current.Text == "{")
            {
                operations.Add(new GraphOperation(false, null, [], ReadSelections()));
            }
            else if (Current.Text == "fragment")
            {
                _index++;
                var name = ReadName();
                ExpectText("on");
                var at = Current.At;
                var type = ReadName();
                _fragments[name] = new GraphFragment(type, ReadSelections(), at);
            }
            else
            {
                operations.Add(ReadOperation());
            }
        }

        return operations.Count > 0 ? new GraphDocument(operations, _fragments) : throw Unexpected("Name");
    }

    private GraphOperation ReadOperation()
    {
        var kind = ReadName();
        if (kind is not ("query" or "mutation"))
        {
            _index--;
            throw GraphTokenizer.Syntax($"Unexpected Name \"{kind}\".", Current.At);
        }

        var name = Current.Kind == GraphTokenKind.Name ? ReadName() : null;
        var variables = new List<GraphVariable>();
        if (TryText("("))
        {
            while (!TryText(")"))
            {
                variables.Add(ReadVariable());
            }
        }

        return new GraphOperation(kind == "mutation", name, variables, ReadSelections());
    }

    private GraphVariable ReadVariable()
    {
        var at = Current.At;
        ExpectText("$");
        var name = ReadName();
        ExpectText(":");
        var type = ReadType();
        var fallback = TryText("=") ? ReadValue() : null;
        return new GraphVariable(name, type.EndsWith('!') && fallback is null, type, fallback, at);
    }

    private string ReadType()
    {
        string type;
        if (TryText("["))
        {
            type = $"[{ReadType()}]";
            ExpectText("]");
        }
        else
        {
            type = ReadName();
        }

        return TryText("!") ? type + "!" : type;
    }

    private List<GraphSelection> ReadSelections()
    {
        var selections = new List<GraphSelection>();
        ExpectText("{");
        do
        {
            selections.Add(ReadSelection());
        }
        while (!TryText("}"));
        return selections;
    }

    private GraphSelection ReadSelection()
    {
        var at = Current.At;
        if (TryText("..."))
        {
            if (TryText("on"))
            {
                return new GraphFragment(ReadName(), ReadSelections(), at);
            }

            return Current.Kind == GraphTokenKind.Name ? new GraphSpread(ReadName(), at) : new GraphFragment(null, ReadSelections(), at);
        }

        var key = ReadName();
        var name = TryText(":") ? ReadName() : key;
        var arguments = new Dictionary<string, GraphValue>(StringComparer.Ordinal);
        if (TryText("("))
        {
            while (!TryText(")"))
            {
                var argument = ReadName();
                ExpectText(":");
                arguments[argument] = ReadValue();
            }
        }

        return new GraphField(key, name, arguments, Current.Text == "{" && Current.Kind == GraphTokenKind.Punctuation ? ReadSelections() : [], at);
    }

    private GraphValue ReadValue()
    {
        var token = Current;
        _index++;
        switch (token.Kind)
        {
            case GraphTokenKind.String:
                return new GraphValue(_ => JsonValue.Create(token.Text));
            case GraphTokenKind.Number:
                return new GraphValue(_ => JsonNode.Parse(token.Text));
            case GraphTokenKind.Name when token.Text is "true" or "false":
                return new GraphValue(_ => JsonValue.Create(token.Text == "true"));
            case GraphTokenKind.Name when token.Text is "null":
                return new GraphValue(_ => null);
            case GraphTokenKind.Name:
                return new GraphValue(_ => JsonValue.Create(token.Text));
            case GraphTokenKind.Punctuation when token.Text == "$":
                var variable = ReadName();
                return new GraphValue(variables => variables[variable]?.DeepClone());
            case GraphTokenKind.Punctuation when token.Text == "[":
                var items = new List<GraphValue>();
                while (!TryText("]"))
                {
                    items.Add(ReadValue());
                }

                return new GraphValue(variables => new JsonArray([.. items.Select(item => item.Resolve(variables))]));
            case GraphTokenKind.Punctuation when token.Text == "{":
                var members = new List<(string Name, GraphValue Value)>();
                while (!TryText("}"))
                {
                    var name = ReadName();
                    ExpectText(":");
                    members.Add((name, ReadValue()));
                }

                return new GraphValue(variables => new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, member.Value.Resolve(variables)))));
            default:
                _index--;
                throw Unexpected("Value");
        }
    }

    private string ReadName()
    {
        if (Current.Kind != GraphTokenKind.Name)
        {
            throw Unexpected("Name");
        }

        return _tokens[_index++].Text;
    }

    private bool TryText(string text)
    {
        if (Current.Text != text || Current.Kind is GraphTokenKind.String or GraphTokenKind.End)
        {
            return false;
        }

        _index++;
        return true;
    }

    private void ExpectText(string text)
    {
        if (!TryText(text))
        {
            throw Unexpected($"\"{text}\"");
        }
    }

    private GraphFailure Unexpected(string expected) =>
        GraphTokenizer.Syntax($"Expected {expected}, found {(Current.Kind == GraphTokenKind.End ? "<EOF>" : $"\"{Current.Text}\"")}.", Current.At);
}
