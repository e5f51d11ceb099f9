-- Exceptions: since when, and why. They follow the states of work rows.

-- The time of the call that is being executed; UTC ticks.
CREATE FUNCTION set_call_time(_now bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('crossdock.call_time', _now::text, true);
END $$;

CREATE FUNCTION call_time() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN current_setting('crossdock.call_time')::bigint;
END $$;

-- Stored JSON may hold escaped characters 0, which the database cannot unescape; they become what texts have in their place.
CREATE FUNCTION read_json(_stored text) RETURNS json LANGUAGE sql IMMUTABLE AS $$
    SELECT replace(replace(_stored, '\u001A', '\u001A1'), '\u0000', '\u001A0')::json
$$;

-- A JSON Pointer with its array indexes folded.
CREATE FUNCTION fold_pointer(_pointer text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN _pointer IS NOT NULL THEN array_to_string(ARRAY(
        SELECT CASE WHEN part ~ '^[0-9]+$' THEN '*' ELSE part END
        FROM unnest(string_to_array(_pointer, '/')) WITH ORDINALITY AS p (part, n) ORDER BY n), '/') END
$$;

-- Length first, so that moving characters from one part to the next changes the fingerprint; -1 for what is absent.
CREATE FUNCTION fingerprint_part(_text text) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    _bytes bytea;
BEGIN
    IF _text IS NULL THEN
        RETURN int4send(-1);
    END IF;

    _bytes := original_bytes(_text);
    RETURN int4send(length(_bytes)) || _bytes;
END $$;

-- The same as Crossdock.ErrorFingerprint computes.
CREATE FUNCTION fingerprint_of(_connection text, _operation text, _kind integer, _remote_code text, _pointer text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN left(encode(sha256(
        fingerprint_part(_connection) || fingerprint_part(_operation)
        || fingerprint_part((ARRAY['Transient', 'Throttled', 'Auth', 'Validation', 'Conflict', 'NotFound', 'UnknownOutcome', 'Permanent'])[_kind + 1])
        || fingerprint_part(_remote_code) || fingerprint_part(_pointer)), 'hex'), 32);
END $$;

-- A row came to a state.
CREATE FUNCTION follow_state(_work work, _to integer, _error text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF _to IN (5, 6, 7) THEN
        PERFORM enter_failure(_work, _to, _error);
    ELSIF _to IN (4, 8, 9) THEN
        PERFORM resolve_failure(_work.id, _to);
    ELSE
        PERFORM leave_failure(_work.id);
    END IF;
END $$;

CREATE FUNCTION enter_failure(_work work, _state integer, _error text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _before failure;
    _input record;
    _why json;
    _kind integer;
    _code text;
    _pointer text;
    _fingerprint text;
    _is_final boolean := _state = 5 AND _work.step <> 'intake';
BEGIN
    SELECT * INTO _before FROM failure WHERE work = _work.id;
    IF FOUND THEN
        IF _before.is_open THEN
            PERFORM leave_group(_before);
        END IF;

        IF _is_final AND NOT _before.is_final THEN
            PERFORM measure_resolution(_before, _state);
        END IF;

        PERFORM end_item(_before, CASE WHEN _is_final THEN 5 ELSE 4 END);
    END IF;

    SELECT i.sequence_key, i.problems INTO _input FROM work AS w JOIN inbox AS i ON i.id = w.inbox WHERE w.id = _work.id;
    IF _input.problems IS NOT NULL THEN
        _why := read_json(_input.problems)->0;
        _kind := 3;
        _code := _why->>'Code';
    ELSIF _error IS NOT NULL THEN
        _why := read_json(_error);
        _kind := (_why->>'Kind')::integer;
        _code := _why->>'RemoteCode';
    END IF;

    _pointer := fold_pointer(_why->>'Pointer');
    _fingerprint := fingerprint_of(_work.connection, _work.operation, _kind, _code, _pointer);
    INSERT INTO failure (work, tenant, state, is_open, is_final, fingerprint, connection, operation, document_key, sequence_key, sequence_name, flow, since)
    VALUES (_work.id, _work.tenant, _state, true, _is_final, _fingerprint, _work.connection, _work.operation, _work.document_key, _input.sequence_key,
        substr(_input.sequence_key, strpos(_input.sequence_key, '/') + 1), _work.flow, call_time())
    ON CONFLICT (work) DO UPDATE SET
        state = excluded.state, is_open = true, is_final = excluded.is_final, fingerprint = excluded.fingerprint,
        since = CASE WHEN excluded.is_final THEN excluded.since ELSE failure.since END, replay = NULL, plan = NULL;
    INSERT INTO failure_group (tenant, state, fingerprint, connection, operation, kind, remote_code, pointer, count)
    VALUES (_work.tenant, _state, _fingerprint, _work.connection, _work.operation, _kind, _code, _pointer, 1)
    ON CONFLICT (tenant, state, fingerprint) DO UPDATE SET count = failure_group.count + 1;
END $$;

-- No exception for the time being: a fact came, or a person had it put back.
CREATE FUNCTION leave_failure(_id bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _before failure;
BEGIN
    SELECT * INTO _before FROM failure WHERE work = _id AND is_open;
    IF FOUND THEN
        PERFORM leave_group(_before);
        UPDATE failure SET is_open = false, replay = NULL, plan = NULL WHERE work = _id;
    END IF;
END $$;

-- A row is put back to work.
CREATE FUNCTION put_back(_id bigint, _mode integer, _plan bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM leave_failure(_id);
    UPDATE failure SET is_open = false, replay = _mode, plan = _plan WHERE work = _id;
END $$;

CREATE FUNCTION resolve_failure(_id bigint, _to integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _before failure;
BEGIN
    SELECT * INTO _before FROM failure WHERE work = _id;
    IF NOT FOUND THEN
        RETURN;
    END IF;

    IF _before.is_open THEN
        PERFORM leave_group(_before);
    END IF;

    IF NOT _before.is_final THEN
        PERFORM measure_resolution(_before, _to);
    END IF;

    PERFORM end_item(_before, CASE WHEN _to = 4 THEN 3 ELSE 5 END);
    DELETE FROM failure WHERE work = _id;
END $$;

CREATE FUNCTION leave_group(_failure failure) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE failure_group SET count = count - 1 WHERE tenant = _failure.tenant AND state = _failure.state AND fingerprint = _failure.fingerprint;
    DELETE FROM failure_group WHERE tenant = _failure.tenant AND state = _failure.state AND fingerprint = _failure.fingerprint AND count <= 0;
END $$;

-- Seconds from becoming an exception to being resolved.
CREATE FUNCTION measure_resolution(_failure failure, _to integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kpi_sample (at, instrument, connection, flow, outcome, value)
    VALUES (call_time(), 'crossdock.exception.resolution.duration', _failure.connection, _failure.flow,
        CASE _to WHEN 4 THEN 'confirmed' WHEN 8 THEN 'superseded' WHEN 5 THEN 'rejected' ELSE 'discarded' END,
        greatest(0, (call_time() - _failure.since) / 10000000::double precision));
END $$;

-- Tells the plan that put the row back what became of it.
CREATE FUNCTION end_item(_failure failure, _state integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF _failure.plan IS NOT NULL THEN
        UPDATE replay_item SET state = _state WHERE plan = _failure.plan AND work = _failure.work AND state < 2;
        IF FOUND THEN
            PERFORM count_item(_state, _failure.connection, _failure.flow);
        END IF;
    END IF;
END $$;

-- Counts an item of a replay plan.
CREATE FUNCTION count_item(_state integer, _connection text, _flow text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kpi_sample (at, instrument, connection, flow, outcome, value)
    VALUES (call_time(), 'crossdock.replay.items', _connection, _flow,
        (ARRAY['pending', 'replayed', 'skipped', 'confirmed', 'failed', 'ended'])[_state + 1], 1);
END $$;

-- Work ids of the exceptions that a filter finds, lowest first. Only the criteria that are given are part of the query, so that each has its index.
CREATE FUNCTION find_failures(_filter jsonb, _max integer) RETURNS SETOF bigint LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
    RETURN QUERY EXECUTE
        'SELECT f.work FROM jsonb_array_elements_text($1->''states'') AS s (value) CROSS JOIN LATERAL (SELECT x.work FROM failure AS x '
        || CASE WHEN _filter ? 'text' THEN 'JOIN work AS w ON w.id = x.work ' ELSE '' END
        || 'WHERE x.is_open AND x.tenant = $1->>''tenant'' AND x.state = s.value::integer AND x.work > ($1->>''after'')::bigint '
        || CASE WHEN _filter ? 'group' THEN 'AND x.fingerprint = $1->>''group'' ' ELSE '' END
        || CASE WHEN _filter ? 'connection' THEN 'AND x.connection = $1->>''connection'' ' ELSE '' END
        || CASE WHEN _filter ? 'operation' THEN 'AND x.operation = $1->>''operation'' ' ELSE '' END
        || CASE WHEN _filter ? 'key' THEN
            'AND (x.document_key = $1->>''key'' OR (x.sequence_name IN ($1->>''key'', substr($1->>''key'', strpos($1->>''key'', ''/'') + 1)) '
            || 'AND (x.sequence_key = $1->>''key'' OR x.sequence_name = $1->>''key''))) ' ELSE '' END
        || CASE WHEN _filter ? 'text' THEN
            'AND (strpos(lower(x.document_key), lower(($1->>''text'') COLLATE "C")) > 0 OR strpos(lower(x.sequence_key), lower(($1->>''text'') COLLATE "C")) > 0 '
            || 'OR strpos(lower((read_json(w.error)->>''Message'') COLLATE "C"), lower(($1->>''text'') COLLATE "C")) > 0) ' ELSE '' END
        || CASE WHEN _filter ? 'since' THEN 'AND x.since >= ($1->>''since'')::bigint ' ELSE '' END
        || CASE WHEN _filter ? 'before' THEN 'AND x.since < ($1->>''before'')::bigint ' ELSE '' END
        || 'ORDER BY x.work LIMIT $2) AS f ORDER BY f.work LIMIT $2'
        USING _filter, _max;
END $$;
