using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Generators.Roslyn.Tests.Registration;

/// <summary>A builder over plain services, without a runtime.</summary>
internal sealed class TestBuilder(IServiceCollection services) : ICrossdockBuilder
{
    public IServiceCollection Services { get; } = services;
}
