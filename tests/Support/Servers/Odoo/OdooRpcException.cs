namespace Crossdock.Servers;

/// <summary>Odoo refused a call.</summary>
public sealed class OdooRpcException(string method, int status, string body) : Exception($"{method} was answered {status}: {(body.Length > 600 ? body[..600] : body)}")
{
    public int Status => status;
}
