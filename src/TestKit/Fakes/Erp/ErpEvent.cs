using System.Text.Json.Serialization;

namespace Crossdock.TestKit.Fakes;

/// <summary>What the ERP's journal holds. Every write carries the idempotency key it was made under.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(ErpOrderWritten), "order")]
[JsonDerivedType(typeof(ErpShipmentWritten), "shipment")]
[JsonDerivedType(typeof(ErpInvoiceWritten), "invoice")]
[JsonDerivedType(typeof(ErpCreditNoteWritten), "creditNote")]
[JsonDerivedType(typeof(ErpPaymentWritten), "payment")]
internal abstract record ErpEvent(ErpKey Key);

/// <summary>An order was created or amended.</summary>
internal sealed record ErpOrderWritten(ErpKey Key, ErpOrder Order) : ErpEvent(Key);

/// <summary>A delivery note was created.</summary>
internal sealed record ErpShipmentWritten(ErpKey Key, ErpDeliveryNote Note) : ErpEvent(Key);

/// <summary>An invoice was posted.</summary>
internal sealed record ErpInvoiceWritten(ErpKey Key, ErpInvoice Invoice) : ErpEvent(Key);

/// <summary>A credit note was posted.</summary>
internal sealed record ErpCreditNoteWritten(ErpKey Key, ErpCreditNote Note) : ErpEvent(Key);

/// <summary>A payment was recorded.</summary>
internal sealed record ErpPaymentWritten(ErpKey Key, ErpPayment Payment) : ErpEvent(Key);

/// <summary>An idempotency key in use.</summary>
/// <param name="Value">The key as sent.</param>
/// <param name="Fingerprint">Hash of path and body.</param>
/// <param name="Status">Status of the first answer.</param>
/// <param name="At">When it was first used.</param>
internal sealed record ErpKey(string Value, string Fingerprint, int Status, DateTimeOffset At);
