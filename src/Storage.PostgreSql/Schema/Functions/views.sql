-- Work with the envelope of its input, its document and its effect; what callers are given.
CREATE VIEW work_item AS
SELECT
    w.id, w.state, w.flow, w.step, w.connection, w.operation, w.document_key, w.revision, w.attempts, w.due_at, w.error, i.problems, w.priority, w.hold_reason,
    x.since AS exception_since, CASE WHEN NOT x.is_open THEN x.replay END AS replay_mode,
    i.tenant, i.source, i.event_id, i.type, i.document_type, i.document_key AS input_key, i.data_schema, i.sequence_key,
    i.source_version, i.correlation_id, i.causation_id, i.occurred_at, i.observed_at, i.fingerprint,
    i.document, w.tenant AS work_tenant, w.token, w.lease_until,
    e.state AS effect_state, e.fingerprint AS effect_fingerprint, e.sends, e.first_sent_at, e.last_sent_at,
    e.remote_id, e.remote_number, e.remote_version, e.remote_url, coalesce(c.content, ei.document) AS command
FROM work AS w
    JOIN inbox AS i ON i.id = w.inbox
    LEFT JOIN effect AS e ON e.tenant = w.tenant AND e.connection = w.connection AND e.operation = w.operation
        AND e.document_key = w.document_key AND e.revision = w.revision
    LEFT JOIN command AS c ON c.id = e.command
    LEFT JOIN inbox AS ei ON ei.id = e.inbox AND e.command IS NULL
    LEFT JOIN failure AS x ON x.work = w.id;
