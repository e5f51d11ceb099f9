-- Compares a planned step with the newest revision of its stream, and creates or replaces work where there is something new.

-- Latest wins (mode 1): one lane per stream. Ordered: one per sequence key.
CREATE FUNCTION lane_of(_mode integer, _operation text, _document_key text, _sequence_key text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE _mode WHEN 1 THEN 'stream:' || _operation || ':' || _document_key ELSE 'key:' || _sequence_key END
$$;

-- The row of an input that is not planned: refused, or ahead of a missing version. Nothing else stands in its lane.
CREATE FUNCTION work_of_intake(_input inbox, _state integer) RETURNS work LANGUAGE plpgsql AS $$
DECLARE
    _work work;
BEGIN
    _work.inbox := _input.id;
    _work.state := _state;
    _work.mode := 0;
    _work.flow := '';
    _work.step := 'intake';
    _work.tenant := _input.tenant;
    _work.connection := _input.source;
    _work.operation := 'intake';
    _work.document_key := _input.document_key;
    _work.revision := 0;
    _work.lane := 'refused:' || _input.sequence_key;
    _work.due_at := _input.observed_at;
    RETURN _work;
END $$;

-- Adds a row at the end of its lane.
CREATE FUNCTION append_work(_work work, _sequence_key text, _now bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    IF _work.state = 0 AND NOT EXISTS (
        SELECT FROM work WHERE in_lane AND tenant = _work.tenant AND connection = _work.connection AND lane = _work.lane)
    THEN
        _work.blocked_by := refused_before(_work.tenant, _sequence_key, 9223372036854775807);
        IF _work.blocked_by IS NULL THEN
            _work.queue := CASE WHEN _work.due_at <= _now THEN 0 ELSE 1 END;
            _work.wake_at := CASE WHEN _work.due_at > _now THEN _work.due_at END;
        END IF;
    END IF;

    PERFORM add_count('work_' || _work.state);
    INSERT INTO work (inbox, state, mode, flow, step, tenant, connection, operation, document_key, revision, lane,
        queue, wake_at, blocked_by, due_at, wait_until, missing, error, priority)
    VALUES (_work.inbox, _work.state, _work.mode, _work.flow, _work.step, _work.tenant, _work.connection, _work.operation, _work.document_key,
        _work.revision, _work.lane, _work.queue, _work.wake_at, _work.blocked_by, _work.due_at, _work.wait_until, coalesce(_work.missing, 0), _work.error,
        coalesce(_work.priority, 1))
    RETURNING id INTO _work.id;
    IF _work.state IN (5, 6) THEN
        PERFORM follow_state(_work, _work.state, _work.error);
    END IF;

    RETURN _work.id;
END $$;

-- Puts newer content in the place of work that has not run; due time and attempts stay.
CREATE FUNCTION replace_work(_pending work, _work work, _now bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    -- Held stays held: its window was decided by the step, not by the content.
    IF _work.state = 0 AND _pending.state = 2 THEN
        _work.state := 2;
    END IF;

    PERFORM count_moved(_pending.state, _work.state);
    PERFORM add_count('work_8');
    DELETE FROM prerequisite WHERE work = _pending.id;
    UPDATE work SET
        inbox = _work.inbox, flow = _work.flow, step = _work.step, revision = _work.revision, state = _work.state, wait_until = _work.wait_until,
        missing = _work.missing, error = _work.error, priority = _work.priority, queue = NULL, wake_at = NULL, blocked_by = NULL
    WHERE id = _pending.id;
    _work.id := _pending.id;
    PERFORM follow_state(_pending, 8, NULL);
    PERFORM follow_state(_work, _work.state, _work.error);
    DELETE FROM effect
    WHERE tenant = _pending.tenant AND connection = _pending.connection AND operation = _pending.operation
        AND document_key = _pending.document_key AND revision = _pending.revision AND state IS NULL;
    PERFORM settle_lane(_pending.tenant, _pending.connection, _pending.lane, _now);
    RETURN _pending.id;
END $$;

-- Which facts a revision has to wait for: its own that are not true yet, and what an earlier one still waits for, which it must not overtake. And what it
-- is then: ready, waiting, or parked when one of its own failed.
CREATE FUNCTION check_prerequisites(_after jsonb, _work work, OUT unmet fact[], OUT state integer, OUT error text, OUT wait_until bigint) LANGUAGE plpgsql AS $$
DECLARE
    _last work;
    _fact fact;
    _known boolean;
BEGIN
    unmet := '{}';
    state := 0;
    FOR _fact IN SELECT * FROM jsonb_populate_recordset(NULL::fact, _after) LOOP
        _known := (
            SELECT f.is_established FROM fact AS f
            WHERE f.tenant = _fact.tenant AND f.name = _fact.name AND f.connection = _fact.connection AND f.subject = _fact.subject);
        _fact.is_established := false;
        IF _known IS NOT TRUE AND NOT _fact = ANY (unmet) THEN
            unmet := unmet || _fact;
            IF _known IS FALSE AND error IS NULL THEN
                state := 6;
                error := error_of_failed(_fact.name, _fact.connection, _fact.subject);
            ELSIF state = 0 THEN
                state := 1;
            END IF;
        END IF;
    END LOOP;

    wait_until := _work.wait_until;
    IF _work.mode = 0 AND _work.revision > 1 THEN
        SELECT * INTO _last FROM waiting_before(_work) AS w ORDER BY w.revision DESC LIMIT 1;
        IF FOUND THEN
            FOR _fact IN SELECT p.tenant, p.name, p.connection, p.subject, false FROM prerequisite AS p WHERE p.work = _last.id LOOP
                IF NOT _fact = ANY (unmet) THEN
                    unmet := unmet || _fact;
                END IF;
            END LOOP;

            state := greatest(state, 1);
            wait_until := coalesce(wait_until, _last.wait_until);
        END IF;
    END IF;
END $$;

-- Returns 'accepted' when work was created or replaced; else 'stale', 'unchanged' or 'echoes'.
CREATE FUNCTION plan_step(_input inbox, _plan jsonb, _now bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _work work := jsonb_populate_record(NULL::work, _plan);
    _content text := _plan->>'content';
    _version bigint := (_plan->>'version')::bigint;
    _newest effect;
    _pending work;
    _same boolean;
    _fact fact;
    _echo jsonb;
    _failed work;
    _unmet fact[];
    _id bigint;
BEGIN
    SELECT * INTO _newest FROM effect
    WHERE tenant = _input.tenant AND connection = _work.connection AND operation = _work.operation AND document_key = _work.document_key
    ORDER BY revision DESC LIMIT 1;
    _same := FOUND AND _newest.content = _content;
    IF _version < _newest.version OR (_work.mode = 1 AND _same AND _version = _newest.version) THEN
        RETURN 'stale';
    END IF;

    FOR _echo IN SELECT value FROM jsonb_array_elements(_plan->'echo_of') LOOP
        IF take_echo(_input.tenant, _input.source, _echo->>'operation', _work.document_key, _echo->>'fingerprint', _work.connection) THEN
            RETURN 'echoes';
        END IF;
    END LOOP;

    IF _same THEN
        IF _version > coalesce(_newest.version, -9223372036854775808) THEN
            UPDATE effect SET version = _version
            WHERE tenant = _newest.tenant AND connection = _newest.connection AND operation = _newest.operation
                AND document_key = _newest.document_key AND revision = _newest.revision;
        END IF;

        RETURN 'unchanged';
    END IF;

    _work.inbox := _input.id;
    _work.tenant := _input.tenant;
    _work.revision := coalesce(_newest.revision, 0) + 1;
    _work.lane := lane_of(_work.mode, _work.operation, _work.document_key, _input.sequence_key);
    SELECT c.unmet, c.state, c.error, c.wait_until INTO _unmet, _work.state, _work.error, _work.wait_until
    FROM check_prerequisites(_plan->'after', _work) AS c;
    _work.missing := cardinality(_unmet);

    -- State that failed is of no interest any more once there is newer: it must not keep the newer one from being sent.
    IF _work.mode = 1 THEN
        SELECT * INTO _failed FROM work WHERE id = _newest.work AND state IN (6, 7);
        IF FOUND THEN
            DELETE FROM prerequisite WHERE work = _failed.id;
            PERFORM move_work(_failed, 8, _failed.due_at, _failed.attempts, _failed.error);
            PERFORM settle_lane(_failed.tenant, _failed.connection, _failed.lane, _now);
        END IF;
    END IF;

    -- Latest wins: the stream's pending work, if nothing of it can have reached the remote.
    IF _work.mode = 1 AND (_newest.state IS NULL OR _newest.state = 0) THEN
        SELECT * INTO _pending FROM work WHERE id = _newest.work AND state IN (0, 1, 2);
    END IF;

    _id := CASE WHEN _pending.id IS NULL THEN append_work(_work, _input.sequence_key, _now) ELSE replace_work(_pending, _work, _now) END;
    FOREACH _fact IN ARRAY _unmet LOOP
        INSERT INTO prerequisite (tenant, name, connection, subject, work) VALUES (_fact.tenant, _fact.name, _fact.connection, _fact.subject, _id);
    END LOOP;

    INSERT INTO effect (tenant, connection, operation, document_key, revision, work, inbox, content, version)
    VALUES (_work.tenant, _work.connection, _work.operation, _work.document_key, _work.revision, _id, _input.id, _content,
        coalesce(_version, _newest.version));
    RETURN 'accepted';
END $$;
