using System.Diagnostics;

namespace Crossdock.Runtime;

/// <summary>Spans of the activity source <c>Crossdock</c>. One document is followed over all systems by its correlation id.</summary>
internal static class CrossdockActivity
{
    public const string Name = "Crossdock";
    private static readonly ActivitySource s_source = new(Name);

    public static Activity? StartAccept(Envelope envelope) =>
        s_source.StartActivity($"accept {envelope.DocumentType}", ActivityKind.Consumer)
            ?.SetTag("crossdock.connection", envelope.Source)
            .SetTag("crossdock.document.type", envelope.DocumentType)
            .SetTag("crossdock.correlation.id", envelope.CorrelationId);

    public static Activity? StartPoll(string connection, string documentType) =>
        s_source.StartActivity($"poll {documentType}", ActivityKind.Client)
            ?.SetTag("crossdock.connection", connection)
            .SetTag("crossdock.document.type", documentType);

    public static Activity? StartCall(string verb, EffectStep step, in EffectCall call) =>
        s_source.StartActivity($"{verb} {step.Operation.Name}", ActivityKind.Client)
            ?.SetTag("crossdock.connection", step.Connection)
            .SetTag("crossdock.flow", step.Flow)
            .SetTag("crossdock.effect.key", call.Key.ToString())
            .SetTag("crossdock.effect.attempt", call.Attempt)
            .SetTag("crossdock.correlation.id", call.CorrelationId);

    public static Activity? StartBatch(EffectStep step, int size) =>
        s_source.StartActivity($"execute {step.Operation.Name}", ActivityKind.Client)
            ?.SetTag("crossdock.connection", step.Connection)
            .SetTag("crossdock.flow", step.Flow)
            .SetTag("crossdock.batch.size", size);

    public static void Fail(Activity? activity, ConnectorError error) =>
        activity?.SetTag("error.type", FailureText.KindOf(error)).SetStatus(ActivityStatusCode.Error, error.RemoteCode);
}
