using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Vendure;

/// <summary>A GraphQL operation.</summary>
/// <param name="Name">Its operation name, also in error texts.</param>
/// <param name="Document">Its text.</param>
/// <param name="Safety">Queries are safe though they are POSTed.</param>
internal sealed record VendureOperation(string Name, string Document, CallSafety Safety)
{
    public static VendureOperation Query(string name, string document) => new(name, document, CallSafety.Safe);

    public static VendureOperation Mutation(string name, string document) => new(name, document, CallSafety.Unsafe);
}
