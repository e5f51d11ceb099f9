-- Puts edited copies in the place of exceptions. The outcomes are the names of EditOutcome.

CREATE FUNCTION edit_work(_copy jsonb, _content bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _entry jsonb := _copy->'entry';
    _work work;
    _original inbox;
BEGIN
    SELECT * INTO _work FROM work WHERE id = (_copy->>'work')::bigint AND tenant = _entry->>'tenant';
    IF NOT FOUND OR NOT (CASE WHEN _work.step = 'intake' THEN _work.state = 5 ELSE _work.state IN (6, 7) END) THEN
        RETURN 'NotAnException';
    END IF;

    PERFORM set_call_time((_copy->>'now')::bigint);
    SELECT * INTO _original FROM inbox WHERE id = _work.inbox;
    IF _entry->>'causation_id' IS DISTINCT FROM _original.event_id OR _entry->>'document_type' <> _original.document_type
        OR _entry->>'source' <> _original.source OR (_entry->>'source_version')::bigint IS DISTINCT FROM _original.source_version
    THEN
        RETURN 'OtherDocument';
    END IF;

    RETURN CASE WHEN _work.step = 'intake' THEN edit_refused(_work, _original, _copy, _content) ELSE edit_step(_work, _original, _copy, _content) END;
END $$;

-- The same row, so that the copy has the original's place in the lane; the next revision, whatever the content: nothing of the original happened.
CREATE FUNCTION edit_step(_work work, _original inbox, _copy jsonb, _content bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _entry jsonb := _copy->'entry';
    _plan jsonb := _copy->'entry'->'work'->0;
    _now bigint := (_copy->>'now')::bigint;
    _newest effect;
    _input inbox;
    _next work;
    _unmet fact[];
    _fact fact;
BEGIN
    IF coalesce(jsonb_array_length(_entry->'work'), 0) <> 1 OR _plan->>'connection' <> _work.connection OR _plan->>'operation' <> _work.operation
        OR _plan->>'document_key' <> _work.document_key OR _plan->>'step' <> _work.step
        OR _entry->>'document_key' <> _original.document_key OR _entry->>'sequence_key' <> _original.sequence_key
    THEN
        RETURN 'OtherDocument';
    END IF;

    SELECT * INTO _newest FROM effect
    WHERE tenant = _work.tenant AND connection = _work.connection AND operation = _work.operation AND document_key = _work.document_key
    ORDER BY revision DESC LIMIT 1;
    IF _newest.revision <> _work.revision THEN
        RETURN 'Outdated';
    ELSIF _newest.state NOT IN (0, 3) THEN
        RETURN 'OutcomeUnknown';
    END IF;

    _input := jsonb_populate_record(NULL::inbox, _entry);
    _input.id := add_input(_input, slice(_content, _entry->'document_place'), slice(_content, _entry->'raw_place'));
    IF _input.id IS NULL THEN
        RETURN 'OtherDocument';
    END IF;

    _next := _work;
    _next.revision := _work.revision + 1;
    _next.wait_until := (_plan->>'wait_until')::bigint;
    SELECT c.unmet, c.state, c.error, c.wait_until INTO _unmet, _next.state, _next.error, _next.wait_until
    FROM check_prerequisites(_plan->'after', _next) AS c;
    PERFORM count_moved(_work.state, _next.state);
    PERFORM add_count('work_8');
    DELETE FROM prerequisite WHERE work = _work.id;
    UPDATE work SET
        inbox = _input.id, flow = _plan->>'flow', revision = _next.revision, state = _next.state, error = _next.error,
        wait_until = _next.wait_until, missing = cardinality(_unmet), priority = (_plan->>'priority')::integer, hold_reason = NULL,
        queue = NULL, wake_at = NULL, blocked_by = NULL, due_at = _now, attempts = 0, token = token + 1
    WHERE id = _work.id RETURNING * INTO _next;
    PERFORM follow_state(_work, 8, NULL);
    PERFORM follow_state(_next, _next.state, _next.error);
    FOREACH _fact IN ARRAY _unmet LOOP
        INSERT INTO prerequisite (tenant, name, connection, subject, work) VALUES (_fact.tenant, _fact.name, _fact.connection, _fact.subject, _work.id);
    END LOOP;

    INSERT INTO effect (tenant, connection, operation, document_key, revision, work, inbox, content, version)
    VALUES (_next.tenant, _next.connection, _next.operation, _next.document_key, _next.revision, _next.id, _input.id, _plan->>'content',
        coalesce((_plan->>'version')::bigint, _newest.version));
    PERFORM note_document(_input);
    PERFORM add_count('accepted');
    PERFORM settle_lane(_work.tenant, _work.connection, _work.lane, _now);
    PERFORM record_edit(_work, _original, _input, _copy, key_text(_next));
    RETURN 'Done';
END $$;

CREATE FUNCTION edit_refused(_work work, _original inbox, _copy jsonb, _content bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _entry jsonb := _copy->'entry';
    _input inbox;
    _still work;
BEGIN
    IF EXISTS (
        SELECT FROM document
        WHERE tenant = _work.tenant AND document_type = _entry->>'document_type' AND sequence_key = _entry->>'sequence_key'
            AND source = _entry->>'source' AND document_key = _entry->>'document_key' AND version > (_entry->>'source_version')::bigint)
    THEN
        RETURN 'Outdated';
    ELSIF (SELECT a.disposition FROM accept_input(_entry, _content) AS a) = 'duplicates' THEN
        RETURN 'OtherDocument';
    END IF;

    -- Accepting it supersedes refused versions of the same document; the original may have stood under another key, when its own could not be read.
    SELECT * INTO _still FROM work WHERE id = _work.id AND state = 5;
    IF FOUND THEN
        PERFORM move_work(_still, 8, _still.due_at, _still.attempts, _still.error);
        PERFORM unblock(_still.tenant, _still.id, (_copy->>'now')::bigint);
    END IF;

    SELECT * INTO _input FROM inbox WHERE tenant = _entry->>'tenant' AND source = _entry->>'source' AND event_id = _entry->>'event_id';
    PERFORM record_edit(_work, _original, _input, _copy, key_text(_work));
    RETURN 'Done';
END $$;

CREATE FUNCTION record_edit(_work work, _original inbox, _input inbox, _copy jsonb, _becomes text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO payload_edit (work, original, copy, at, actor, reason)
    VALUES (_work.id, _original.id, _input.id, (_copy->>'now')::bigint, _copy->>'actor', _copy->>'reason');
    PERFORM append_audit(
        _work.tenant, (_copy->>'now_ms')::bigint, _copy->>'actor', 'work.edited', key_text(_work),
        format('work %s, %s -> Superseded: envelope %s (%s) by its copy %s (%s) as %s: %s', _work.id, state_name(_work.state), _original.event_id,
            _original.fingerprint, _input.event_id, _input.fingerprint, _becomes, _copy->>'reason'));
END $$;
