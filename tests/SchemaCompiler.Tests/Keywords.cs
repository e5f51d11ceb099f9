using System.Text;
using Crossdock.SchemaCompiler.Tests.Contracts;

namespace Crossdock.SchemaCompiler.Tests;

/// <summary>What generated code accepts and refuses, keyword by keyword.</summary>
public class Keywords
{
    [Theory]
    [InlineData("""  "flavour":"plain" """)]
    [InlineData("""  "code":"AB" """)]
    [InlineData("""  "code":"AB-0123" """)]
    [InlineData("""  "loose":"xé" """)]
    [InlineData("""  "loose":"abba" """)]
    [InlineData("""  "loose":"\u00e9" """)]
    [InlineData("""  "amount":"0" """)]
    [InlineData("""  "amount":"-0.00" """)]
    [InlineData("""  "amount":"1234567890123456789012345678" """)]
    [InlineData("""  "amount":"79228162514264337593543950335" """)]
    [InlineData("""  "amount":"-0.1234567890123456789012345678" """)]
    [InlineData("""  "amount":"1\u0032.50" """)]
    [InlineData("""  "cents":"-12.50" """)]
    [InlineData("""  "short":"1.25" """)]
    [InlineData("""  "day":"2024-02-29" """)]
    [InlineData("""  "day":"0001-01-01" """)]
    [InlineData("""  "at":"2026-02-28T09:30:00Z" """)]
    [InlineData("""  "at":"2026-02-28T09:30:00.1234567-14:00" """)]
    [InlineData("""  "at":"2026-02-28T09:30:00.123456700+05:30" """)]
    [InlineData("""  "at":"2026-02-28t09:30:00z" """)]
    [InlineData("""  "link":"https://example.com/a?b=c%20d#e" """)]
    [InlineData("""  "link":"urn:isbn:0451450523" """)]
    [InlineData("""  "secure":"https://x" """)]
    [InlineData("""  "flag":true """)]
    [InlineData("""  "flag" : false """)]
    [InlineData("""  "count":-5 """)]
    [InlineData("""  "count":500 """)]
    [InlineData("""  "count":5e2 """)]
    [InlineData("""  "count":3.0 """)]
    [InlineData("""  "count":-0 """)]
    [InlineData("""  "big":-9223372036854775808 """)]
    [InlineData("""  "big":9223372036854775807 """)]
    [InlineData("""  "size":"extra-large" """)]
    [InlineData("""  "colour":"grün" """)]
    [InlineData("""  "colour":"gr\u00fcn" """)]
    [InlineData("""  "colour":"mauve" """)]
    [InlineData("""  "inline":"unknown" """)]
    [InlineData("""  "inline":"zz" """)]
    [InlineData("""  "old":"" """)]
    [InlineData("""  "tags":[] """)]
    [InlineData("""  "tags":["a","A","\u00e9"] """)]
    [InlineData("""  "numbers":[1,1] """)]
    [InlineData("""  "amounts":["1","1.0"] """)]
    [InlineData("""  "points":[{"x":1,"y":2},{"y":2,"x":1}] """)]
    [InlineData("""  "tree":{"label":"a","children":[{"label":"b","children":[]}]} """)]
    [InlineData("""  "nested":{} """)]
    [InlineData("""  "extensions":{"a.b":{"c":[1,null,true,"x"]},"c.d":1e300} """)]
    [InlineData("""  "\u006fld":"escaped name" """)]
    public void Accepted(string member)
    {
        var text = Document(member);
        string.Join('\n', Sample.Codec.Parse(text).Problems).ShouldBe("");
        Agreement.Of(Sample.Codec, text).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""  "flavour":"fancy" """, "/flavour const")]
    [InlineData("""  "flavour":null """, "/flavour type")]
    [InlineData("""  "code":"ab" """, "/code pattern")]
    [InlineData("""  "code":"AB-" """, "/code pattern")]
    [InlineData("""  "code":"AB-1x" """, "/code pattern")]
    [InlineData("""  "code":7 """, "/code type")]
    [InlineData("""  "loose":"abc" """, "/loose pattern")]
    [InlineData("""  "amount":1.5 """, "/amount type")]
    [InlineData("""  "amount":"" """, "/amount format")]
    [InlineData("""  "amount":"1e3" """, "/amount format")]
    [InlineData("""  "amount":"01" """, "/amount format")]
    [InlineData("""  "amount":"1." """, "/amount format")]
    [InlineData("""  "amount":".5" """, "/amount format")]
    [InlineData("""  "amount":"+1" """, "/amount format")]
    [InlineData("""  "amount":"1,5" """, "/amount format")]
    [InlineData("""  "amount":" 1" """, "/amount format")]
    [InlineData("""  "amount":"--1" """, "/amount format")]
    [InlineData("""  "amount":"1.2.3" """, "/amount format")]
    [InlineData("""  "amount":"79228162514264337593543950336" """, "/amount format")]
    [InlineData("""  "amount":"12345678901234567890123456789012" """, "/amount format")]
    [InlineData("""  "amount":"0.12345678901234567890123456789" """, "/amount format")]
    [InlineData("""  "cents":"1.5" """, "/cents pattern")]
    [InlineData("""  "cents":"123456.78" """, "/cents maxLength")]
    [InlineData("""  "short":"12345" """, "/short maxLength")]
    [InlineData("""  "day":"2023-02-29" """, "/day format")]
    [InlineData("""  "day":"2023-2-9" """, "/day format")]
    [InlineData("""  "day":"0000-01-01" """, "/day format")]
    [InlineData("""  "day":"2023-13-01" """, "/day format")]
    [InlineData("""  "at":"2026-02-28T09:30:00" """, "/at format")]
    [InlineData("""  "at":"2026-02-28 09:30:00Z" """, "/at format")]
    [InlineData("""  "at":"2026-02-28T24:00:00Z" """, "/at format")]
    [InlineData("""  "at":"2026-02-28T09:30:60Z" """, "/at format")]
    [InlineData("""  "at":"2026-02-28T09:30:00.12345678Z" """, "/at format")]
    [InlineData("""  "at":"2026-02-28T09:30:00.Z" """, "/at format")]
    [InlineData("""  "at":"2026-02-28T09:30:00+15:00" """, "/at format")]
    [InlineData("""  "at":"2026-02-28T09:30:00+0100" """, "/at format")]
    [InlineData("""  "at":"0001-01-01T00:00:00+01:00" """, "/at format")]
    [InlineData("""  "link":"/relative" """, "/link format")]
    [InlineData("""  "link":"http://a b" """, "/link format")]
    [InlineData("""  "link":"http://a/%zz" """, "/link format")]
    [InlineData("""  "link":"1http://a" """, "/link format")]
    [InlineData("""  "link":"http://a/0123456789012345678901234567890123" """, "/link maxLength")]
    [InlineData("""  "secure":"http://x" """, "/secure pattern")]
    [InlineData("""  "flag":"true" """, "/flag type")]
    [InlineData("""  "flag":1 """, "/flag type")]
    [InlineData("""  "count":-6 """, "/count minimum")]
    [InlineData("""  "count":501 """, "/count maximum")]
    [InlineData("""  "count":1.5 """, "/count type")]
    [InlineData("""  "count":"1" """, "/count type")]
    [InlineData("""  "count":1e400 """, "/count type")]
    [InlineData("""  "big":9223372036854775808 """, "/big type")]
    [InlineData("""  "big":1e-400 """, "/big type")]
    [InlineData("""  "size":"medium" """, "/size enum")]
    [InlineData("""  "size":"Small" """, "/size enum")]
    [InlineData("""  "colour":"" """, "/colour minLength")]
    [InlineData("""  "colour":"ultramarine-violet" """, "/colour maxLength")]
    [InlineData("""  "inline":"UPPER" """, "/inline pattern")]
    [InlineData("""  "tags":["a",""] """, "/tags/1 minLength")]
    [InlineData("""  "tags":["a","b","\u0061"] """, "/tags/2 uniqueItems")]
    [InlineData("""  "tags":{} """, "/tags type")]
    [InlineData("""  "colours":["red","blue","red","red"] """, "/colours/2 uniqueItems", "/colours/3 uniqueItems")]
    [InlineData("""  "numbers":[1] """, "/numbers minItems")]
    [InlineData("""  "numbers":[1,2,3,4] """, "/numbers maxItems")]
    [InlineData("""  "numbers":[1,"2"] """, "/numbers/1 type")]
    [InlineData("""  "points":[{"x":1},{"y":2,"z":3}] """, "/points/0/y required", "/points/1/x required", "/points/1/z additionalProperties")]
    [InlineData("""  "origin":[1,2] """, "/origin type")]
    [InlineData("""  "origin":null """, "/origin type")]
    [InlineData("""  "tree":{"children":[{"label":"b","children":[{}]}]} """, "/tree/label required", "/tree/children/0/children/0/label required")]
    [InlineData("""  "nested":{"word":"12345678901"} """, "/nested/word maxLength")]
    [InlineData("""  "extensions":{"nope":1} """, "/extensions/nope propertyNames")]
    [InlineData("""  "extensions":{"a.bcdefghijklmn":1} """, "/extensions/a.bcdefghijklmn propertyNames")]
    [InlineData("""  "extensions":{"a.b":1,"a.b":2} """, "/extensions/a.b duplicate")]
    [InlineData("""  "extensions":{"a.b":{"c":[{"d":1,"\u0064":2}]}} """, "/extensions/a.b/c/0/d duplicate")]
    [InlineData("""  "extensions":{"a.b":1e400} """, "/extensions/a.b type")]
    [InlineData("""  "extensions":{"a.b":-1e-400} """, "/extensions/a.b type")]
    [InlineData("""  "extensions":{"a.b":12345678901234567890123456789} """, "/extensions/a.b type")]
    [InlineData("""  "extensions":[] """, "/extensions type")]
    [InlineData("""  "unknown/~":{"a":1} """, "/unknown~1~0 additionalProperties")]
    [InlineData("""  "name":"again" """, "/name duplicate")]
    public void Refused(string member, params string[] expected)
    {
        var text = Document(member);
        Sample.Codec.Parse(text).Problems.Select(problem => $"{problem.Pointer} {problem.Keyword}").ShouldBe(expected);
        Agreement.Of(Sample.Codec, text).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"kind":"sample"}""", "/name required")]
    [InlineData("""{}""", "/kind required", "/name required")]
    [InlineData("""{"kind":"other","name":"a"}""", "/kind const", "/name minLength")]
    [InlineData("""{"kind":"sample","name":"é"}""", "/name minLength")]
    [InlineData("""{"kind":"sample","name":"🙂🙂🙂🙂🙂🙂"}""", "/name maxLength")]
    [InlineData("""[]""", " type")]
    [InlineData("""null""", " type")]
    public void Refused_documents(string text, params string[] expected) =>
        Sample.Codec.Parse(Encoding.UTF8.GetBytes(text)).Problems.Select(problem => $"{problem.Pointer} {problem.Keyword}").ShouldBe(expected);

    [Fact]
    public void Length_counts_code_points() =>
        Sample.Codec.IsValid("""{"kind":"sample","name":"🙂🙂🙂🙂🙂"}"""u8).ShouldBeTrue();

    [Fact]
    public void More_than_64_members_are_read_and_missed_by_name()
    {
        var all = "{" + string.Join(',', Enumerable.Range(1, 100).Reverse().Select(i => $"\"member{i}\":{i}")) + "}";
        var wide = Wide.Codec.Parse(Encoding.UTF8.GetBytes(all)).Value.ShouldNotBeNull();
        (wide.Member1, wide.Member64, wide.Member65, wide.Member100).ShouldBe((1, 64, 65, 100));
        Wide.Codec.Validate("""{"member2":1,"member66":1,"member2":1,"member66":1,"member101":1}"""u8).Select(problem => $"{problem.Pointer} {problem.Keyword}")
            .ShouldBe(["/member1 required", "/member64 required", "/member65 required", "/member100 required", "/member2 duplicate", "/member66 duplicate", "/member101 additionalProperties"]);
    }

    private static byte[] Document(string member) =>
        Encoding.UTF8.GetBytes($$"""{"kind":"sample","name":"abc",{{member}}}""");
}
