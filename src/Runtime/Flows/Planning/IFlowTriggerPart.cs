namespace Crossdock.Runtime;

/// <summary>A trigger without its document type, as the model sees it.</summary>
internal interface IFlowTriggerPart
{
    IEnumerable<EffectStep> Steps { get; }

    void AddTo(FlowModel model);
}
