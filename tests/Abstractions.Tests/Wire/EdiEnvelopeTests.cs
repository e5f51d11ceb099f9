using System.Diagnostics;
using System.Text;
using Crossdock.Wire;

namespace Crossdock.Abstractions.Tests.Wire;

/// <summary>Fault 47: an interchange that was cut, spliced or miscounted is found before anything in it is read.</summary>
public class EdiEnvelopeTests
{
    private const string Isa = "ISA*00*          *00*          *ZZ*BUYER          *ZZ*SELLER         *260302*0800*^*00501*000000042*0*P*>~";

    private const string X12 = Isa + "\nGS*PO*BUYER*SELLER*20260302*0800*7*X*005010~\nST*850*0001~\nBEG*00*NE*PO-1**20260302~\nSE*3*0001~\nST*850*0002~\nBEG*00*NE*PO-2**20260302~\nSE*3*0002~\nGE*2*7~\nIEA*1*000000042~\n";

    private const string Edifact = "UNA:+.? '\r\nUNB+UNOC:3+4000001000005:14+4000002000004:14+260302:0800+REF42'\r\nUNH+1+ORDERS:D:96A:UN'\r\nBGM+220+PO?'1?+2'\r\nUNT+3+1'\r\nUNH+2+ORDERS:D:96A:UN'\r\nUNT+2+2'\r\nUNZ+2+REF42'\r\n";

    private const string Grouped = "UNB+UNOA:1+A+B+260302:0800+REF42'UNG+ORDERS+A+B+260302:0800+G1+UN+D:96A'UNH+1+ORDERS'UNT+2+1'UNE+1+G1'UNZ+1+REF42'";

    [Theory]
    [InlineData(X12, EdiSyntax.X12, "000000042", 2)]
    [InlineData(Edifact, EdiSyntax.Edifact, "REF42", 2)]
    [InlineData(Grouped, EdiSyntax.Edifact, "REF42", 1)]
    public void A_whole_interchange_has_no_problem(string text, EdiSyntax syntax, string control, int messages)
    {
        var envelope = EdiEnvelope.Read(Encoding.ASCII.GetBytes(text));

        envelope.Problems.ShouldBeEmpty();
        (envelope.Syntax, envelope.ControlNumber, envelope.Messages, envelope.Length).ShouldBe((syntax, control, messages, text.Length));
    }

    [Fact]
    public void Delimiters_are_those_the_interchange_declares()
    {
        EdiEnvelope.Read(Encoding.ASCII.GetBytes(X12)).Delimiters.ShouldBe(new EdiDelimiters('~', '*', '>', '^', null));
        var other = EdiEnvelope.Read(Encoding.ASCII.GetBytes(X12.Replace('*', '|').Replace("~", "\n", StringComparison.Ordinal)));
        other.Problems.ShouldBeEmpty();
        other.Delimiters.ShouldBe(new EdiDelimiters('\n', '|', '>', '^', null));
        var una = EdiEnvelope.Read(Encoding.ASCII.GetBytes(Grouped.Replace('+', '|').Replace('\'', '~').Insert(0, "UNA:|.? ~")));
        una.Problems.ShouldBeEmpty();
        una.Delimiters.ShouldBe(new EdiDelimiters('~', '|', ':', null, '?'));
    }

    [Theory]
    [InlineData(X12, "SE*3*0001", "SE*4*0001", "/5/SE/1", "edi-count", "found 4, expected 3")]
    [InlineData(X12, "SE*3*0001", "SE*3*0009", "/5/SE/2", "edi-control", "found 0009, expected 0001 as in ST02")]
    [InlineData(X12, "SE*3*0001", "SE*three*0001", "/5/SE/1", "edi-count", "found three, expected 3")]
    [InlineData(X12, "SE*3*0001", "SE**0001", "/5/SE/1", "edi-count", "found nothing, expected 3")]
    [InlineData(X12, "SE*3*0001", "SE*ada@example.org*0001", "/5/SE/1", "edi-count", "found a text that is not shown, expected 3")]
    [InlineData(X12, "GE*2*7", "GE*1*7", "/9/GE/1", "edi-count", "found 1, expected 2")]
    [InlineData(X12, "GE*2*7", "GE*2*8", "/9/GE/2", "edi-control", "found 8, expected 7 as in GS06")]
    [InlineData(X12, "IEA*1*000000042", "IEA*2*000000042", "/10/IEA/1", "edi-count", "found 2, expected 1")]
    [InlineData(X12, "IEA*1*000000042", "IEA*1*000000041", "/10/IEA/2", "edi-control", "found 000000041, expected 000000042 as in ISA13")]
    [InlineData(X12, "IEA*1*000000042~\n", "", "/9/GE", "edi-structure", "expected IEA")]
    [InlineData(X12, "SE*3*0001~\n", "", "/5/ST", "edi-structure", "expected SE before it")]
    [InlineData(X12, "ST*850*0002", "ST*850*0001", "/6/ST/2", "edi-control", "a second time")]
    [InlineData(X12, "SE*3*0002~\n", "SE*3*0002~\nBEG*00~\n", "/9/BEG", "edi-structure", "outside of ST and SE")]
    [InlineData(X12, "IEA*", Isa + "IEA*", "/10/ISA", "edi-structure", "expected IEA before it")]
    [InlineData(Edifact, "UNT+3+1", "UNT+2+1", "/4/UNT/1", "edi-count", "found 2, expected 3")]
    [InlineData(Edifact, "UNT+3+1", "UNT+3+7", "/4/UNT/2", "edi-control", "found 7, expected 1 as in UNH01")]
    [InlineData(Edifact, "UNZ+2+", "UNZ+3+", "/7/UNZ/1", "edi-count", "found 3, expected 2")]
    [InlineData(Edifact, "UNZ+2+REF42", "UNZ+2+REF43", "/7/UNZ/2", "edi-control", "found REF43, expected REF42 as in UNB05")]
    [InlineData(Edifact, "UNZ+2+REF42'\r\n", "", "/6/UNT", "edi-structure", "expected UNZ")]
    [InlineData(Edifact, "UNT+3+1'\r\n", "", "/4/UNH", "edi-structure", "expected UNT before it")]
    [InlineData(Grouped, "UNE+1+G1", "UNE+2+G1", "/5/UNE/1", "edi-count", "found 2, expected 1")]
    [InlineData(Grouped, "UNE+1+G1'", "", "/5/UNZ", "edi-structure", "expected UNE before it")]
    public void What_does_not_agree_is_named_with_its_segment_and_what_was_expected(string whole, string from, string to, string pointer, string code, string message)
    {
        whole.ShouldContain(from);

        var problems = EdiEnvelope.Read(Encoding.ASCII.GetBytes(whole.Replace(from, to, StringComparison.Ordinal))).Problems;

        problems[0].Pointer.ShouldBe(pointer);
        problems[0].Code.ShouldBe(code);
        problems[0].Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \r\n")]
    [InlineData("hello")]
    [InlineData("ISA*00*short~")]
    [InlineData("UNA")]
    [InlineData("UNA++.? '")]
    [InlineData("UNAxy.? z")]
    [InlineData("UNB")]
    [InlineData("UNA:+.? 'UNH+1'")]
    public void What_is_no_interchange_is_refused(string text) => EdiEnvelope.Read(Encoding.ASCII.GetBytes(text)).Problems.ShouldNotBeEmpty();

    [Fact]
    public void The_next_interchange_of_a_file_starts_where_the_first_ends()
    {
        var text = Encoding.ASCII.GetBytes("\r\n" + X12 + Edifact);

        var first = EdiEnvelope.Read(text);
        var second = EdiEnvelope.Read(text.AsSpan(first.Length));

        (first.Problems.Count, first.Syntax, second.Problems.Count, second.Syntax).ShouldBe((0, EdiSyntax.X12, 0, EdiSyntax.Edifact));
        (first.Length + second.Length).ShouldBe(text.Length);
    }

    [Fact]
    public void A_flood_of_wrong_segments_is_bounded_in_time_and_problems()
    {
        var text = Encoding.ASCII.GetBytes(Isa + string.Concat(Enumerable.Repeat("SE*1*1~", 1_000_000)));
        var watch = Stopwatch.StartNew();

        EdiEnvelope.Read(text).Problems.Count.ShouldBe(100);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        EdiEnvelope.Read(new byte[EdiEnvelope.DefaultMaxBytes + 1]).Problems.Single().Code.ShouldBe("edi-size");
    }

    /// <summary>Any cut of a whole interchange is noticed, and any overwritten byte gives an answer.</summary>
    [Theory]
    [InlineData(X12)]
    [InlineData(Edifact)]
    [InlineData(Grouped)]
    public void A_truncated_interchange_is_never_whole(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text.TrimEnd());
        for (var length = 0; length < bytes.Length; length++)
        {
            EdiEnvelope.Read(bytes.AsSpan(0, length)).Problems.ShouldNotBeEmpty($"cut at {length}");
            foreach (var sign in "~*'+?A\0\u007F"u8)
            {
                var damaged = bytes.ToArray();
                damaged[length] = sign;
                EdiEnvelope.Read(damaged).Problems.Count.ShouldBeLessThanOrEqualTo(100);
            }
        }
    }
}
