using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Crossdock.Connectors.Tryton;

/// <summary>A session at the server. Its text is a secret and shows itself only in <see cref="Header"/>.</summary>
internal sealed class TrytonToken
{
    private TrytonToken(int userId, string header) => (UserId, Header) = (userId, header);

    public int UserId { get; }

    /// <summary>Value of the header <c>Authorization</c>.</summary>
    public string Header { get; }

    /// <summary>From what a login answers: <c>[user id, token]</c>.</summary>
    public static TrytonToken Of(string userName, JsonElement login)
    {
        var id = login[0].GetInt32();
        var token = login[1].GetString() ?? throw new JsonException();
        var text = string.Create(CultureInfo.InvariantCulture, $"{userName}:{id}:{token}");
        return new TrytonToken(id, "Session " + Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
    }

    public override string ToString() => "***";
}
