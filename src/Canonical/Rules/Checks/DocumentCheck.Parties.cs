using Crossdock.Canonical.CheckDigits;
using Crossdock.Canonical.CodeLists;

namespace Crossdock.Canonical.Rules.Checks;

internal sealed partial class DocumentCheck
{
    private const string GlnScheme = "0088";
    private const string DunsScheme = "0060";

    public void Parties(ValueList<Party> parties)
    {
        for (var i = 0; i < parties.Count; i++)
        {
            using var _ = Report.At("parties", i);
            Party(parties[i]);
        }
    }

    public void Party(Party? party, string member)
    {
        if (party is null)
            return;
        using var _ = Report.At(member);
        Party(party);
    }

    public void Address(Address? address, string member)
    {
        if (address is null)
            return;
        using var _ = Report.At(member);
        Country(address.CountryCode, "countryCode");
        Gln(address.Gln, "gln");
        if (address.RegionCode is { } region && address.CountryCode is { } country && !region.StartsWith(country, StringComparison.Ordinal))
            Report.Warning(RuleIds.RegionCountry, "regionCode", "The region lies in another country.", region, country + "-…");
    }

    public void Location(LocationReference? location, string member)
    {
        if (location is null)
            return;
        using var _ = Report.At(member);
        Key(location.Code, "code");
        Gln(location.Gln, "gln");
    }

    public void Identifiers(ValueList<Identifier> identifiers, string member)
    {
        for (var i = 0; i < identifiers.Count; i++)
            Identifier(identifiers[i], member, i);
    }

    public void Country(string? country, string member)
    {
        if (country is not null && !Iso3166.Countries.Contains(country))
            Report.Error(RuleIds.UnknownCountry, member, "The country is not in ISO 3166-1.", country, "an ISO 3166-1 alpha-2 code");
    }

    private void Gln(string? gln, string member)
    {
        if (gln is not null && !Gs1CheckDigit.IsGln(gln))
            Report.Error(RuleIds.GlnCheckDigit, member, "The check digit of the GLN is wrong.", gln, CorrectDigits(gln, 13));
    }

    private void Identifier(Identifier identifier, string member, int index = -1)
    {
        var (scheme, value) = (identifier.Scheme.Value, identifier.Value);
        using var _ = Report.At(member, index);
        if (scheme.Length == 4 && char.IsAsciiDigit(scheme[0]) && !EuropeanCodes.IdentifierSchemes.Contains(scheme))
            Report.Warning(RuleIds.UnknownIdentifierScheme, "scheme", "The scheme is not in the EAS or ICD list.", scheme, "a scheme of EAS or ISO 6523");
        if ((scheme == GlnScheme && !Gs1CheckDigit.IsGln(value)) || (scheme == DunsScheme && !IsDuns(value)))
            Report.Warning(RuleIds.IdentifierFormat, "value", "The identifier does not look like one of its scheme.", value, scheme == GlnScheme ? "a GLN" : "9 digits");
    }

    private static bool IsDuns(string value) => value.Length == 9 && !value.AsSpan().ContainsAnyExceptInRange('0', '9');

    private void Party(Party party)
    {
        Identifiers(party.Ids, "ids");
        if (party.ElectronicAddress is { } electronicAddress)
            Identifier(electronicAddress, "electronicAddress");
        Address(party.Address, "address");
        for (var i = 0; i < party.TaxRegistrations.Count; i++)
        {
            using var _ = Report.At("taxRegistrations", i);
            Country(party.TaxRegistrations[i].Country, "country");
        }
    }

    /// <summary>The same number with the right check digit, when its length allows to tell.</summary>
    public static string CorrectDigits(string number, int length) =>
        number.Length == length && !number.AsSpan().ContainsAnyExceptInRange('0', '9')
            ? number[..^1] + Gs1CheckDigit.Compute(number.AsSpan(0, length - 1))
            : $"{length} digits";
}
