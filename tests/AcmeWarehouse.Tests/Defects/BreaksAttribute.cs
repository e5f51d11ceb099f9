namespace Crossdock.AcmeWarehouse.Tests.Defects;

/// <summary>The rule a defect has to break; it may break others as well.</summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class BreaksAttribute(string rule) : Attribute
{
    public string Rule { get; } = rule;
}
