namespace Crossdock.Canonical.Rules.Checks;

internal sealed partial class DocumentCheck
{
    public void Holds(ValueList<Hold> holds, HashSet<string> lineIds)
    {
        for (var i = 0; i < holds.Count; i++)
        {
            using var _ = Report.At("holds", i);
            NotBefore(holds[i].ReleasedAt, holds[i].PlacedAt, "releasedAt", "The hold was released before it was placed.");
            for (var j = 0; j < holds[i].LineIds.Count; j++)
                Resolves(holds[i].LineIds[j], lineIds, "lineIds/" + Text(j));
        }
    }

    public void Acknowledgement(LineAcknowledgement? acknowledgement, string member, int index = -1)
    {
        if (acknowledgement is null)
            return;
        using var _ = Report.At(member, index);
        Quantity(acknowledgement.Quantity, "quantity");
        Prices(acknowledgement.Price, "price");
        Item(acknowledgement.Item, "item", nameSuffices: true);
        Window(acknowledgement.PromisedShip, "promisedShip");
        Window(acknowledgement.PromisedDelivery, "promisedDelivery");
    }
}
