using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Runtime;

internal sealed class CrossdockBuilder(IServiceCollection services) : ICrossdockBuilder
{
    public IServiceCollection Services { get; } = services;
}
