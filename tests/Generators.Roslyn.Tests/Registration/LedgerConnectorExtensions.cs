using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Generators.Roslyn.Tests.Registration;

/// <summary>The author's part of the generated class.</summary>
public static partial class LedgerConnectorExtensions
{
    static partial void OnRegistering(ICrossdockBuilder builder, string name) =>
        builder.Services.AddKeyedSingleton<LedgerClient>(name);
}
