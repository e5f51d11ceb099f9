using Crossdock.Canonical;

namespace Crossdock;

/// <summary>A place in a flow where steps can be added: after <c>On</c> and after each step. The verbs (<c>Submit</c>, <c>Report</c>, …) extend it.</summary>
/// <typeparam name="T">The document the flow listens to.</typeparam>
public interface IFlowSteps<T>
    where T : class, ICanonicalDocument<T>
{
    /// <summary>Adds an effect whose command carries the document itself.</summary>
    /// <typeparam name="TCommand">The command.</typeparam>
    /// <param name="connection">The connection written to.</param>
    FlowStep<T> Send<TCommand>(string connection)
        where TCommand : class, IEffectCommand<TCommand, T>;

    /// <summary>Adds an effect whose command carries another document, made from this one.</summary>
    /// <typeparam name="TCommand">The command.</typeparam>
    /// <typeparam name="TDocument">The document the command carries.</typeparam>
    /// <param name="connection">The connection written to.</param>
    /// <param name="map">A pure function. It runs once per effect; retries resend its result byte for byte.</param>
    FlowStep<T> Send<TCommand, TDocument>(string connection, Func<T, TDocument> map)
        where TCommand : class, IEffectCommand<TCommand, TDocument>
        where TDocument : class, ICanonicalDocument<TDocument>;

    /// <summary>Adds an effect whose command carries a document made from this one and from others that were accepted or sent before.</summary>
    /// <typeparam name="TCommand">The command.</typeparam>
    /// <typeparam name="TDocument">The document the command carries.</typeparam>
    /// <param name="connection">The connection written to.</param>
    /// <param name="map">The mapping. It runs once per effect; retries resend its result byte for byte.</param>
    FlowStep<T> Send<TCommand, TDocument>(string connection, DocumentMapping<T, TDocument> map)
        where TCommand : class, IEffectCommand<TCommand, TDocument>
        where TDocument : class, ICanonicalDocument<TDocument>;
}
