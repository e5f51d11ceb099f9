using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Crossdock.Generators.Roslyn.Tests.Harness;

/// <summary>Compiles C# text against the real Crossdock assemblies, as a connector author's project would.</summary>
internal static class Source
{
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Crossdock;
        using Crossdock.Canonical;

        """;

    /// <summary>The members of an order source, an order sink and a webhook translator, which tests put into connectors.</summary>
    public const string ReadsOrders =
        "public Task<ChangePage<Order>> ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken) => throw null!;";

    public const string SubmitsOrders = """
        public Task<EffectResult> ExecuteAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken) => throw null!;
            public Task<ProbeResult> ProbeAsync(EffectRequest<SubmitOrder> request, CancellationToken cancellationToken) => throw null!;
        """;

    public const string TranslatesWebhooks = "public WebhookTranslation Translate(WebhookDelivery delivery) => throw null!;";

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest);

    public static CSharpCompilationOptions CompilationOptions { get; } =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    // What a class library that references Crossdock.Abstractions sees; the compiler itself is left out.
    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file) is var name
                && !name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
                && !name.StartsWith("Crossdock.Generators", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    public static CSharpCompilation Compile(params IEnumerable<string> files) => CSharpCompilation.Create(
        "Acme.Connectors",
        files.Select((text, i) => CSharpSyntaxTree.ParseText(Usings + text, ParseOptions, $"File{i}.cs")),
        References,
        CompilationOptions);
}
