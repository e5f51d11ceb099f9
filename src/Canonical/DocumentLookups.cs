namespace Crossdock.Canonical;

/// <summary>Finds what a document lists: a party by role, an id by system, a status by axis.</summary>
public static class DocumentLookups
{
    /// <summary>The first party with a role, e.g. the ship-to; null when the document names none.</summary>
    public static Party? WithRole(this ValueList<Party> parties, PartyRole role)
    {
        foreach (var party in parties)
        {
            if (party.Role == role)
                return party;
        }

        return null;
    }

    /// <summary>The first id a system gave; null when it gave none.</summary>
    /// <param name="ids">The ids of a document, line or party.</param>
    /// <param name="system">The system, as the connection is named.</param>
    /// <param name="entityType">Restricts the search to one kind of record.</param>
    public static ExternalId? From(this ValueList<ExternalId> ids, string system, string? entityType = null)
    {
        foreach (var id in ids)
        {
            if (id.System == system && (entityType is null || id.EntityType == entityType))
                return id;
        }

        return null;
    }

    /// <summary>The first fact on an axis; null when nothing is known there.</summary>
    public static StatusFact? On(this ValueList<StatusFact> facts, StatusAxis axis)
    {
        foreach (var fact in facts)
        {
            if (fact.Axis == axis)
                return fact;
        }

        return null;
    }
}
