using System.Globalization;

namespace Crossdock.Connectors.Medusa;

/// <summary>Parameters of a call, escaped.</summary>
internal sealed class MedusaQuery
{
    private readonly string _text;

    private MedusaQuery(string text) => _text = text;

    public static MedusaQuery Empty { get; } = new("");

    public MedusaQuery And(string name, string value) => new($"{_text}{(_text.Length == 0 ? '?' : '&')}{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");

    public MedusaQuery And(string name, int value) => And(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>From a time on, included.</summary>
    public MedusaQuery From(string field, DateTimeOffset time) => And(field + "[$gte]", Text(time));

    /// <summary>Up to a time, included.</summary>
    public MedusaQuery To(string field, DateTimeOffset time) => And(field + "[$lte]", Text(time));

    public override string ToString() => _text;

    public static string operator +(string path, MedusaQuery query) => path + query._text;

    private static string Text(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
