using System.Text;
using Crossdock.Generators.SchemaCompiler.Schema;

namespace Crossdock.SchemaCompiler.Tests;

/// <summary>What cannot be compiled is named with file and JSON Pointer, and nothing is ignored.</summary>
public class CompileErrors
{
    [Theory]
    [InlineData("""{ "oneOf": [] }""", "/oneOf", "the keyword 'oneOf' is not supported")]
    [InlineData("""{ "type": "string", "contentEncoding": "base64" }""", "/contentEncoding", "the keyword 'contentEncoding' is not supported")]
    [InlineData("""{ "type": "string", "x-vendor": 1 }""", "/x-vendor", "the keyword 'x-vendor' is not supported")]
    [InlineData("""{ "type": "string", "minimum": 1 }""", "/minimum", "the keyword 'minimum' is not supported here")]
    [InlineData("""{ "type": "integer", "multipleOf": 2 }""", "/multipleOf", "the keyword 'multipleOf' is not supported")]
    [InlineData("""{ "type": "integer", "minimum": 1.5 }""", "/minimum", "must be a whole number")]
    [InlineData("""{ "type": "integer", "minimum": 5, "maximum": 4 }""", "/maximum", "is below 'minimum'")]
    [InlineData("""{ "type": "number" }""", "/type", "'number' loses digits")]
    [InlineData("""{ "type": ["string", "null"] }""", "/type", "a list of types and null are not supported")]
    [InlineData("""{ "type": "null" }""", "/type", "must be one of")]
    [InlineData("""{ "type": "string", "format": "email" }""", "/format", "'email' is not supported")]
    [InlineData("""{ "type": "string", "pattern": "(?=a)" }""", "/pattern", "look-around")]
    [InlineData("""{ "type": "string", "pattern": "^a|b$" }""", "/pattern", "put the alternatives in a group")]
    [InlineData("""{ "type": "string", "minLength": -1 }""", "/minLength", "must be a whole number from 0")]
    [InlineData("""{ "type": "string", "minLength": 3, "maxLength": 2 }""", "/maxLength", "is below 'minLength'")]
    [InlineData("""{ "type": "string", "enum": [] }""", "/enum", "at least one value")]
    [InlineData("""{ "type": "string", "enum": ["a", 1] }""", "/enum/1", "must be a string")]
    [InlineData("""{ "type": "string", "enum": ["a-b", "aB"] }""", "/enum/1", "makes the C# name AB")]
    [InlineData("""{ "type": "string", "enum": ["a"], "minLength": 1 }""", "/minLength", "not supported here")]
    [InlineData("""{ "type": "string", "const": 1 }""", "/const", "must be a string")]
    [InlineData("""{ "type": "string", "maxLength": 1, "x-crossdock-known-values": [{ "value": "ab", "description": "x" }] }""", "/x-crossdock-known-values", "'ab' breaks")]
    [InlineData("""{ "type": "string", "x-crossdock-known-values": [{ "value": "ab" }] }""", "/x-crossdock-known-values/0/description", "must be a string")]
    [InlineData("""{ "type": "array" }""", "", "an array must have 'items'")]
    [InlineData("""{ "type": "array", "items": { "type": "array", "items": { "type": "string" } } }""", "/items", "a list of lists")]
    [InlineData("""{ "type": "array", "items": { "type": "integer" }, "uniqueItems": true }""", "/uniqueItems", "lists of strings")]
    [InlineData("""{ "type": "array", "items": { "type": "string" }, "contains": {} }""", "/contains", "not supported")]
    [InlineData("""{ "type": "object" }""", "", "map of extensions")]
    [InlineData("""{ "type": "object", "properties": {} }""", "/additionalProperties", "must be false")]
    [InlineData("""{ "type": "object", "properties": {}, "additionalProperties": false, "required": ["a"] }""", "/required", "'a' is not a property")]
    [InlineData("""{ "type": "object", "properties": { "Big": { "type": "string", "description": "x" } }, "additionalProperties": false }""", "/properties/Big", "camelCase")]
    [InlineData("""{ "type": "object", "properties": { "a": { "type": "string" } }, "additionalProperties": false }""", "/properties/a", "has no 'description'")]
    [InlineData("""{ "type": "object", "properties": { "equals": { "type": "string", "description": "x" } }, "additionalProperties": false }""", "/properties/equals", "would be the C# member Equals")]
    [InlineData("""{ "$ref": "#/$defs/Missing" }""", "/$ref", "is no definition")]
    [InlineData("""{ "$ref": "#/$defs/Loop", "type": "string" }""", "/type", "not supported here")]
    [InlineData("""true""", "", "a schema must be an object")]
    [InlineData("""{ "deprecated": "yes", "type": "string" }""", "/deprecated", "must be true or false")]
    public void A_property_that_cannot_be_compiled_is_named(string schema, string pointer, string message)
    {
        var described = schema.StartsWith('{') && schema.Length > 2 ? schema.Insert(1, "\"description\": \"d\", ") : schema;
        Errors(described).ShouldContain(error => error.Location.ToString() == "doc.schema.json#/properties/prop" + pointer && error.Message.Contains(message));
    }

    [Theory]
    [InlineData("""{ "type": "object" }""", "doc.schema.json#/$schema")]
    [InlineData("""{ "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object" }""", "doc.schema.json#/$id")]
    [InlineData("""{ "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://a/1.0/other.schema.json", "type": "object" }""", "doc.schema.json#/$id")]
    [InlineData("""{ "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://a/1.0/doc.schema.json", "type": "string" }""", "doc.schema.json#/type")]
    [InlineData("""{ "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://a/1.0/doc.schema.json", "$defs": { "A": { "oneOf": [] } } }""", "doc.schema.json#/$defs/A/oneOf")]
    [InlineData("""{ "$schema": "https://json-schema.org/draft/2020-12/schema", "$anchor": "a", "$defs": {} }""", "doc.schema.json#/$anchor")]
    [InlineData("""{ "$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": { "A": { "type": "string", "enum": ["x"], "description": "d" }, "a": { "type": "string", "enum": ["x"], "description": "d" } } }""", "doc.schema.json#/$defs/a")]
    [InlineData("""{ "a": 1, "a": 2 }""", "doc.schema.json#")]
    [InlineData("""[1]""", "doc.schema.json#")]
    [InlineData("""{""", "doc.schema.json#")]
    public void A_file_that_cannot_be_compiled_is_named(string text, string location) =>
        Should.Throw<SchemaErrorException>(() => SchemaFolder.Read([("doc.schema.json", Encoding.UTF8.GetBytes(text))])).Errors
            .ShouldContain(error => error.Location.ToString() == location);

    [Theory]
    [InlineData("""{ "type": "object", "description": "d", "properties": { "x": { "$ref": "#/$defs/A", "description": "d" } }, "required": ["x"], "additionalProperties": false }""")]
    [InlineData("""{ "type": "object", "description": "d", "properties": { "x": { "$ref": "#/$defs/A", "description": "d" } }, "x-crossdock-value-type": true, "additionalProperties": false }""")]
    [InlineData("""{ "$ref": "#/$defs/A" }""")]
    public void A_definition_without_finite_value_is_refused(string definition) =>
        Should.Throw<SchemaErrorException>(() => SchemaFolder.Read([("doc.schema.json", Encoding.UTF8.GetBytes($$"""{ "$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": { "A": {{definition}} } }"""))])).Errors
            .ShouldContain(error => error.Location.Pointer == "/$defs/A" && error.Message.Contains("requires itself"));

    [Fact]
    public void All_errors_are_listed_at_once()
    {
        var errors = Should.Throw<SchemaErrorException>(() => SchemaFolder.Read(
        [
            ("a.schema.json", Encoding.UTF8.GetBytes("""{ "$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": { "A": { "type": "number" }, "B": { "anyOf": [] } } }""")),
            ("b.schema.json", Encoding.UTF8.GetBytes("""{ "$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": { "C": { "if": {} } } }""")),
        ])).Errors;
        errors.Select(error => error.Location.ToString()).ShouldBe(["a.schema.json#/$defs/A/type", "a.schema.json#/$defs/B/anyOf", "b.schema.json#/$defs/C/if"]);
    }

    private static IReadOnlyList<SchemaError> Errors(string property)
    {
        var text = $$"""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://a/1.0/doc.schema.json", "type": "object", "description": "d",
              "properties": { "prop": {{property}} }, "additionalProperties": false,
              "$defs": { "Loop": { "type": "string" } }
            }
            """;
        return Should.Throw<SchemaErrorException>(() => SchemaFolder.Read([("doc.schema.json", Encoding.UTF8.GetBytes(text))])).Errors;
    }
}
