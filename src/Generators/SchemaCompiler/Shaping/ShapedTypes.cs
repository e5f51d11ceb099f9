using NJsonSchema.CodeGeneration.CSharp.Models;

namespace Crossdock.Generators.SchemaCompiler.Shaping;

/// <summary>What NJsonSchema made of the schemas.</summary>
/// <param name="Code">C# declarations by type name.</param>
/// <param name="Records">The model of each record by type name.</param>
internal sealed record ShapedTypes(IReadOnlyDictionary<string, string> Code, IReadOnlyDictionary<string, ClassTemplateModel> Records);
