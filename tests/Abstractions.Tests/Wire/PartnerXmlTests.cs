using System.Diagnostics;
using System.Text;
using System.Xml;
using Crossdock.Wire;

namespace Crossdock.Abstractions.Tests.Wire;

/// <summary>Fault 47: XML from a partner can neither reach out nor blow up.</summary>
public class PartnerXmlTests
{
    private static readonly PartnerXmlLimits s_small = new() { MaxBytes = 4096, MaxDepth = 8, MaxNodes = 100 };

    public static TheoryData<string, string> Evil => new()
    {
        { "xml-dtd", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>" },
        { "xml-dtd", "<!DOCTYPE a [<!ENTITY x SYSTEM \"http://169.254.169.254/latest/meta-data/\">]><a>&x;</a>" },
        { "xml-dtd", "<!DOCTYPE a SYSTEM \"http://example.com/a.dtd\"><a/>" },
        { "xml-dtd", "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://example.com/p\"> %p;]><a/>" },
        { "xml-dtd", Laughs() },
        { "xml", "<a>&unknown;</a>" },
        { "xml", "<a><b></a></b>" },
        { "xml", "<a" },
        { "xml", "" },
        { "xml", "<a/><b/>" },
        { "xml", "<a x=\"1\" x=\"2\"/>" },
        { "xml", "<a>\u0001</a>" },
        { "xml", "{\"not\":\"xml\"}" },
        { "xml-depth", string.Concat(Enumerable.Repeat("<a>", 9)) + string.Concat(Enumerable.Repeat("</a>", 9)) },
        { "xml-nodes", "<r>" + string.Concat(Enumerable.Repeat("<a/>", 101)) + "</r>" },
        { "xml-nodes", "<r " + string.Join(' ', Enumerable.Range(0, 101).Select(number => $"a{number}=\"\"")) + "/>" },
        { "xml-size", "<a>" + new string('x', 5000) + "</a>" },
    };

    [Theory]
    [MemberData(nameof(Evil))]
    public void What_is_dangerous_or_malformed_is_refused_with_a_keyword_and_never_quoted(string code, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        PartnerXml.TryLoad(bytes, s_small, out var document, out var problem).ShouldBeFalse();

        document.ShouldBeNull();
        problem!.Code.ShouldBe(code);
        problem.Message.ShouldNotContain("passwd");
        problem.Message.ShouldNotContain("169.254");
        problem.Message.ShouldNotContain("unknown");
        var thrown = Should.Throw<ConnectorException>(() => PartnerXml.Load(bytes, s_small));
        (thrown.Kind, thrown.InnerException).ShouldBe((ErrorKind.Validation, null));
        Should.Throw<ConnectorException>(() => PartnerXml.Read(bytes, reader => reader.Read(), s_small)).Kind.ShouldBe(ErrorKind.Validation);
    }

    [Fact]
    public void A_hundred_thousand_levels_end_at_the_limit_without_exhausting_the_stack()
    {
        var watch = Stopwatch.StartNew();
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 100_000)));

        PartnerXml.TryLoad(text, null, out _, out var problem).ShouldBeFalse();

        problem!.Code.ShouldBe("xml-depth");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_document_type_definition_in_UTF_16_is_no_way_around()
    {
        var text = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>")).ToArray();

        PartnerXml.TryLoad(text, null, out _, out var problem).ShouldBeFalse();

        problem!.Code.ShouldBe("xml-dtd");
    }

    [Fact]
    public void A_business_document_is_read_with_the_line_of_each_element()
    {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- hello -->\n<Order xmlns=\"urn:o\">\n  <Id>SO-1 &amp; &#228;</Id>\n</Order>"u8.ToArray();

        var id = PartnerXml.Load(text).Root!.Elements().Single();

        id.Value.ShouldBe("SO-1 & ä");
        ((IXmlLineInfo)id).LineNumber.ShouldBe(4);
        PartnerXml.Read(text, reader =>
        {
            reader.ReadToFollowing("Id", "urn:o");
            return reader.ReadElementContentAsString();
        }).ShouldBe("SO-1 & ä");
    }

    [Fact]
    public void Content_that_does_not_fit_is_refused_with_its_line_and_without_its_text()
    {
        var text = "<a>\n<n>canary</n></a>"u8.ToArray();

        var exception = Should.Throw<ConnectorException>(() => PartnerXml.Read(text, reader =>
        {
            reader.ReadToFollowing("n");
            return reader.ReadElementContentAsInt();
        }));

        exception.Kind.ShouldBe(ErrorKind.Validation);
        exception.Message.ShouldContain("line 2");
        exception.ToString().ShouldNotContain("canary");
    }

    /// <summary>Ten entities, each ten of the one before: 10^9 words.</summary>
    private static string Laughs()
    {
        var text = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"ha\">");
        for (var level = 1; level < 10; level++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!ENTITY e{level} \"{string.Concat(Enumerable.Repeat($"&e{level - 1};", 10))}\">");
        }

        return text.Append("]><a>&e9;</a>").ToString();
    }
}
