using System.Text;

namespace Crossdock.TestKit.Faults;

/// <summary>A fault ordered for the next matching exchanges of a <see cref="FaultProxy"/>.</summary>
/// <param name="Kind">One kind of fault.</param>
public sealed record ProxyFault(ProxyFaultKind Kind)
{
    /// <summary>Only exchanges whose request holds this ASCII text, e.g. <c>POST /erp/orders</c> or <c>COMMIT</c>; null for all.</summary>
    public string? RequestContains { get; init; }

    /// <summary>How many exchanges are hit.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Between two bytes of <see cref="ProxyFaultKind.Drip"/>, or before the answer of <see cref="ProxyFaultKind.Delay"/>.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The bytes of <see cref="ProxyFaultKind.Replace"/>, from the first line of the answer on.</summary>
    public ReadOnlyMemory<byte> Answer { get; init; }

    /// <summary>A fault that lets the target do its work and answers the caller in its place.</summary>
    /// <param name="status">HTTP status, e.g. 504.</param>
    /// <param name="body">The body, e.g. a gateway's HTML page or a piece of JSON.</param>
    /// <param name="contentType">Its content type.</param>
    public static ProxyFault ReplaceBy(int status, string body, string contentType = "text/html")
    {
        ArgumentNullException.ThrowIfNull(body);
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = FormattableString.Invariant($"HTTP/1.1 {status} Replaced\r\nContent-Type: {contentType}\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n");
        return new ProxyFault(ProxyFaultKind.Replace) { Answer = (byte[])[.. Encoding.ASCII.GetBytes(head), .. bytes] };
    }

    internal void Validate()
    {
        if (!int.IsPow2((int)Kind) || !Enum.IsDefined(Kind))
        {
            throw new ArgumentException($"ProxyFault.Kind must be exactly one kind of fault, not '{Kind}'.");
        }

        if (Times < 1 || Pace < TimeSpan.Zero)
        {
            throw new ArgumentException("ProxyFault.Times must be 1 or more, and ProxyFault.Pace not negative.");
        }

        if (Kind == ProxyFaultKind.Replace && Answer.IsEmpty)
        {
            throw new ArgumentException("ProxyFault.Answer must hold the bytes to answer with; ProxyFault.ReplaceBy makes them.");
        }
    }
}
