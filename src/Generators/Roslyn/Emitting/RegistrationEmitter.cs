using Crossdock.Generators.Roslyn.Model;

namespace Crossdock.Generators.Roslyn.Emitting;

/// <summary>Writes <c>Add&lt;System&gt;</c> and its hook.</summary>
internal static class RegistrationEmitter
{
    private const string Builder = "global::Crossdock.ICrossdockBuilder";
    private const string Extensions = "global::Crossdock.CrossdockBuilderExtensions";
    private const string Services = "global::Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions";

    public static void Emit(CodeWriter code, ConnectorModel model)
    {
        code.Line($"/// <summary>Registers <c>{model.System}</c> connections.</summary>");
        code.Line($"{(model.Options is { IsPublic: false } ? "internal" : "public")} static partial class {model.TypeName}Extensions");
        code.Open();
        EmitMethod(code, model);
        code.Line();
        code.Line("/// <summary>Runs once for each new connection. Implement it to register what the connector needs, such as its HTTP client.</summary>");
        code.Line($"static partial void OnRegistering({Builder} builder, string name);");
        code.Close();
    }

    private static void EmitMethod(CodeWriter code, ConnectorModel model)
    {
        code.Line($"/// <summary>Adds a connection to <c>{model.System}</c>. Adding the same name again changes nothing.</summary>");
        code.Line("/// <param name=\"builder\">The builder.</param>");
        code.Line("/// <param name=\"name\">The connection's name, unique in the host: letters, digits, <c>-</c> and <c>_</c>, at most 64.</param>");
        if (model.Options is not null)
        {
            code.Line("/// <param name=\"configure\">Sets the options; they are validated when the host starts.</param>");
        }

        code.Line("/// <exception cref=\"global::System.ArgumentException\">The name is malformed or taken by another system.</exception>");
        code.Open($"public static {Builder} Add{CSharp.Identifier(model.System)}(");
        code.Line($"this {Builder} builder,");
        code.Line("string name" + (model.Options is null ? ")" : ","));
        if (model.Options is { } options)
        {
            code.Line($"global::System.Action<{options.Type}> configure)");
        }

        code.Outdent();
        code.Open();
        code.Line("global::System.ArgumentNullException.ThrowIfNull(builder);");
        if (model.Options is not null)
        {
            code.Line("global::System.ArgumentNullException.ThrowIfNull(configure);");
        }

        EmitBody(code, model);
        code.Line("return builder;");
        code.Close();
    }

    private static void EmitBody(CodeWriter code, ConnectorModel model)
    {
        var open = $"if ({Extensions}.TryAddConnection(builder, name, {model.TypeName}.Manifest, services => new {model.TypeName}(";
        if (model.Parameters.Count == 0)
        {
            code.Line(open + ")))");
        }
        else
        {
            code.Open(open);
            for (var i = 0; i < model.Parameters.Count; i++)
            {
                code.Line(Argument(model.Parameters[i]) + (i == model.Parameters.Count - 1 ? ")))" : ","));
            }

            code.Outdent();
        }

        code.Open();
        if (model.Options is not null)
        {
            code.Line($"{Extensions}.AddConnectionOptions(builder, name, configure);");
        }

        code.Line("OnRegistering(builder, name);");
        code.Close();
        code.Line();
    }

    private static string Argument(ParameterModel parameter) => parameter.Origin switch
    {
        ParameterOrigin.Context => "new global::Crossdock.ConnectionContext(name)",
        ParameterOrigin.Options =>
            $"{Services}.GetRequiredService<global::Microsoft.Extensions.Options.IOptionsMonitor<{parameter.Type}>>(services).Get(name)",
        ParameterOrigin.OptionalService => $"{Services}.GetService<{parameter.Type}>(services)",
        _ => $"{Services}.GetRequiredService<{parameter.Type}>(services)",
    };
}
