-- The idempotent receiver: takes an input once, and creates the work it causes.

CREATE FUNCTION accept_inputs(_batch jsonb, _content bytea) RETURNS TABLE (disposition text, work_created integer) LANGUAGE plpgsql AS $$
DECLARE
    _entry jsonb;
    _move checkpoint;
BEGIN
    FOR _entry IN SELECT value FROM jsonb_array_elements(_batch->'entries') LOOP
        SELECT a.disposition, a.work_created INTO disposition, work_created FROM accept_input(_entry, _content) AS a;
        RETURN NEXT;
    END LOOP;

    IF jsonb_typeof(_batch->'checkpoint') = 'object' THEN
        _move := jsonb_populate_record(NULL::checkpoint, _batch->'checkpoint');
        INSERT INTO checkpoint VALUES (_move.*)
            ON CONFLICT (tenant, connection, document_type) DO UPDATE SET cursor = excluded.cursor;
    END IF;
END $$;

-- The id of the new row; null when the same event was recorded before.
CREATE FUNCTION add_input(_input inbox, _document bytea, _raw bytea, OUT id bigint) LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO inbox AS i (tenant, source, event_id, type, document_type, document_key, data_schema, sequence_key, source_version,
        correlation_id, causation_id, occurred_at, observed_at, fingerprint, problems, document, raw)
    VALUES (_input.tenant, _input.source, _input.event_id, _input.type, _input.document_type, _input.document_key, _input.data_schema,
        _input.sequence_key, _input.source_version, _input.correlation_id, _input.causation_id, _input.occurred_at, _input.observed_at,
        _input.fingerprint, _input.problems, _document, _raw)
    ON CONFLICT (tenant, source, event_id) DO NOTHING
    RETURNING i.id INTO id;
END $$;

-- Without a version, only the last input of its document makes an event a repetition: a source that goes back to an earlier content says
-- something new, unless it is older by its own time. The earlier row then gives its event id up.
CREATE FUNCTION retire_followed(_input inbox) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    _last inbox;
BEGIN
    SELECT * INTO _last FROM inbox
    WHERE tenant = _input.tenant AND source = _input.source AND document_type = _input.document_type AND document_key = _input.document_key
        AND source_version IS NULL
    ORDER BY id DESC LIMIT 1;
    UPDATE inbox SET event_id = event_id || '~' || id
    WHERE tenant = _input.tenant AND source = _input.source AND event_id = _input.event_id AND document_type = _input.document_type
        AND document_key = _input.document_key AND source_version IS NULL AND id < _last.id AND _last.occurred_at <= _input.occurred_at;
    RETURN FOUND;
END $$;

-- The disposition is the name of its total too.
CREATE FUNCTION accept_input(_entry jsonb, _content bytea, OUT disposition text, OUT work_created integer) LANGUAGE plpgsql AS $$
DECLARE
    _input inbox := jsonb_populate_record(NULL::inbox, _entry);
BEGIN
    PERFORM set_call_time(_input.observed_at);
    _input.id := add_input(_input, slice(_content, _entry->'document_place'), slice(_content, _entry->'raw_place'));
    IF _input.id IS NULL AND _input.source_version IS NULL AND retire_followed(_input) THEN
        _input.id := add_input(_input, slice(_content, _entry->'document_place'), slice(_content, _entry->'raw_place'));
    END IF;

    work_created := 0;
    IF _input.id IS NULL THEN
        disposition := 'duplicates';
    ELSIF _input.problems IS NOT NULL THEN
        disposition := 'refused';
        PERFORM refuse_input(_input);
    ELSIF jsonb_typeof(_entry->'contiguous') = 'object' AND _input.source_version IS NOT NULL THEN
        SELECT p.disposition, p.work_created INTO disposition, work_created
        FROM plan_in_turn(_input, _entry->'work', _entry->'contiguous') AS p;
    ELSE
        SELECT p.disposition, p.work_created INTO disposition, work_created FROM plan_input(_input, _entry->'work') AS p;
    END IF;

    PERFORM add_count(disposition);
END $$;

-- Recorded as rejected work that blocks its key. A late, older version breaks nothing that is not repaired already.
CREATE FUNCTION refuse_input(_input inbox) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _is_outdated boolean := EXISTS (
        SELECT FROM document
        WHERE tenant = _input.tenant AND document_type = _input.document_type AND sequence_key = _input.sequence_key
            AND source = _input.source AND document_key = _input.document_key AND version > _input.source_version);
    _work work;
BEGIN
    _work := work_of_intake(_input, CASE WHEN _is_outdated THEN 8 ELSE 5 END);
    _work.id := append_work(_work, _input.sequence_key, _input.observed_at);
    IF NOT _is_outdated THEN
        INSERT INTO refusal (tenant, sequence_key, work, source, document_type, document_key, version)
        VALUES (_input.tenant, _input.sequence_key, _work.id, _input.source, _input.document_type, _input.document_key, _input.source_version);
    END IF;
END $$;

-- Makes an input the newest version of its document, unless a newer one is known.
CREATE FUNCTION note_document(_input inbox) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO document (tenant, document_type, sequence_key, source, document_key, version, inbox)
    VALUES (_input.tenant, _input.document_type, _input.sequence_key, _input.source, _input.document_key, _input.source_version, _input.id)
    ON CONFLICT (tenant, document_type, sequence_key, source, document_key) DO UPDATE SET version = excluded.version, inbox = excluded.inbox
        WHERE document.version IS NULL OR excluded.version IS NULL OR excluded.version >= document.version;
END $$;

CREATE FUNCTION plan_input(_input inbox, _plans jsonb, OUT disposition text, OUT work_created integer) LANGUAGE plpgsql AS $$
DECLARE
    _now bigint := _input.observed_at;
    _refused work;
    _plan jsonb;
    _step text;
    _steps integer := 0;
    _stale integer := 0;
    _echoes integer := 0;
BEGIN
    -- Refused versions of the same document that this one repairs.
    FOR _refused IN
        SELECT w.* FROM refusal AS r JOIN work AS w ON w.id = r.work
        WHERE r.tenant = _input.tenant AND r.source = _input.source AND r.document_type = _input.document_type
            AND r.document_key = _input.document_key
            AND (r.version IS NULL OR _input.source_version IS NULL OR r.version <= _input.source_version)
        ORDER BY r.work
    LOOP
        PERFORM move_work(_refused, 8, _refused.due_at, _refused.attempts, _refused.error);
        PERFORM unblock(_input.tenant, _refused.id, _now);
    END LOOP;

    work_created := 0;
    FOR _plan IN SELECT value FROM jsonb_array_elements(_plans) LOOP
        _step := plan_step(_input, _plan, _now);
        _steps := _steps + 1;
        work_created := work_created + (_step = 'accepted')::integer;
        _stale := _stale + (_step = 'stale')::integer;
        _echoes := _echoes + (_step = 'echoes')::integer;
    END LOOP;

    IF _steps > 0 AND _stale = _steps THEN
        disposition := 'stale';
        RETURN;
    END IF;

    PERFORM note_document(_input);
    disposition := CASE
        WHEN work_created > 0 OR _steps = 0 THEN 'accepted'
        WHEN _echoes > 0 THEN 'echoes'
        ELSE 'unchanged' END;
END $$;
