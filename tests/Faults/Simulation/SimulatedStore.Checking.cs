using System.Text;
using Crossdock.Storage;

namespace Crossdock.Faults.Simulation;

/// <content>What a store refuses to take, before it takes anything of it.</content>
internal sealed partial class SimulatedStore
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static void Check(IReadOnlyList<InboxEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Problems.Count > 0 && entry.Work.Count > 0)
            {
                throw new ArgumentException("Refused input plans no work.", nameof(entries));
            }

            foreach (var text in new[] { entry.Envelope.Id, entry.Envelope.DocumentKey, entry.Envelope.SequenceKey })
            {
                s_strict.GetByteCount(text);
            }
        }
    }
}
