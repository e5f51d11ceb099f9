-- Facts, and the work that waits for them outside of its lane.

CREATE FUNCTION describe_fact(_name text, _connection text, _subject text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT format('''%s'' at ''%s'' for ''%s''', _name, _connection, _subject)
$$;

-- A ConnectorError of kind NotFound.
CREATE FUNCTION error_of_missing(_message text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT json_build_object('Kind', 5, 'Message', _message)::text
$$;

CREATE FUNCTION error_of_failed(_name text, _connection text, _subject text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT error_of_missing(
        'It needs ' || describe_fact(_name, _connection, _subject)
        || ', which failed. Resolve that first: this item then runs by itself. Or replay it to run without, or discard it.')
$$;

-- Parks waiting work. Only facts parked it, so that it runs by itself when they come after all.
CREATE FUNCTION park_work(_work work, _error text, _now bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF _work.state = 1 THEN
        PERFORM move_work(_work, 6, _work.due_at, _work.attempts, _error, _work.missing);
        PERFORM settle_lane(_work.tenant, _work.connection, _work.lane, _now);
    END IF;
END $$;

-- Work that ran leaves its lane until its facts become true, whether or not they were before.
CREATE FUNCTION await_facts(_work work, _commit jsonb, _attempts integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _missing integer;
BEGIN
    INSERT INTO prerequisite (tenant, name, connection, subject, work)
    SELECT DISTINCT tenant, name, connection, subject, _work.id FROM jsonb_populate_recordset(NULL::fact, _commit->'awaited');
    GET DIAGNOSTICS _missing = ROW_COUNT;
    PERFORM move_work(_work, 1, coalesce((_commit->>'due_at')::bigint, _work.due_at), _attempts, _commit->>'error', _missing);
    UPDATE work SET wait_until = (_commit->>'wait_until')::bigint WHERE id = _work.id;
    PERFORM settle_lane(_work.tenant, _work.connection, _work.lane, (_commit->>'now')::bigint);
END $$;

-- A fact is true, perhaps once more: work that waited for nothing else becomes ready, parked work too if only facts had parked it.
CREATE FUNCTION establish_fact(_tenant text, _name text, _connection text, _subject text, _now bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _waiting bigint[];
    _id bigint;
    _work work;
BEGIN
    INSERT INTO fact (tenant, name, connection, subject, is_established) VALUES (_tenant, _name, _connection, _subject, true)
        ON CONFLICT (tenant, name, connection, subject) DO UPDATE SET is_established = true WHERE NOT fact.is_established;
    SELECT array_agg(work ORDER BY work) INTO _waiting
    FROM prerequisite WHERE tenant = _tenant AND name = _name AND connection = _connection AND subject = _subject;
    IF _waiting IS NULL THEN
        RETURN;
    END IF;

    DELETE FROM prerequisite WHERE tenant = _tenant AND name = _name AND connection = _connection AND subject = _subject;
    FOREACH _id IN ARRAY _waiting LOOP
        UPDATE work SET missing = missing - 1 WHERE id = _id RETURNING * INTO _work;
        IF _work.missing = 0 AND _work.state IN (1, 6) THEN
            PERFORM move_work(_work, 0, greatest(_work.due_at, _now), _work.attempts, NULL);
            PERFORM settle_lane(_work.tenant, _work.connection, _work.lane, _now);
        END IF;
    END LOOP;
END $$;

-- A fact will not become true by itself: what waits for it parks. An established fact stays true.
CREATE FUNCTION fail_fact(_tenant text, _name text, _connection text, _subject text, _now bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _work work;
BEGIN
    INSERT INTO fact (tenant, name, connection, subject, is_established) VALUES (_tenant, _name, _connection, _subject, false)
        ON CONFLICT (tenant, name, connection, subject) DO NOTHING;
    IF NOT FOUND THEN
        RETURN;
    END IF;

    FOR _work IN
        SELECT w.* FROM prerequisite AS p JOIN work AS w ON w.id = p.work
        WHERE p.tenant = _tenant AND p.name = _name AND p.connection = _connection AND p.subject = _subject ORDER BY p.work
    LOOP
        PERFORM park_work(_work, error_of_failed(_name, _connection, _subject), _now);
    END LOOP;
END $$;

-- Earlier revisions of the same document that wait.
CREATE FUNCTION waiting_before(_work work) RETURNS SETOF work LANGUAGE sql STABLE AS $$
    SELECT * FROM work
    WHERE state = 1 AND tenant = _work.tenant AND connection = _work.connection AND operation = _work.operation
        AND document_key = _work.document_key AND revision < _work.revision
$$;

-- What work waits for, as text.
CREATE FUNCTION missing_facts(_work work) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce(string_agg(describe_fact(name, connection, subject), ', ' ORDER BY tenant, name, connection, subject), '')
    FROM prerequisite WHERE work = _work.id
$$;

-- A revision is replayed without what it waits for. Earlier ones that wait for it too must not come after it: they park, and stand in front of it.
CREATE FUNCTION park_before(_replayed work, _now bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _work work;
BEGIN
    FOR _work IN SELECT * FROM waiting_before(_replayed) AS w ORDER BY w.revision LOOP
        PERFORM park_work(
            _work,
            error_of_missing(format(
                'It waits for %s, and its revision %s was replayed to run without, which it holds up. '
                'Resolve that first: this item then runs by itself. Or replay it to run without, or discard it.',
                missing_facts(_work), _replayed.revision)),
            _now);
    END LOOP;
END $$;

-- Parks work that waited past its deadline.
CREATE FUNCTION park_overdue(_now bigint, _max integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _work work;
BEGIN
    FOR _work IN SELECT * FROM work WHERE state = 1 AND wait_until <= _now ORDER BY wait_until LIMIT _max LOOP
        IF _work.step = 'intake' THEN
            PERFORM park_work(_work, error_of_gap(_work), _now);
            CONTINUE;
        END IF;

        PERFORM park_work(
            _work,
            error_of_missing(
                'Waited past its deadline for ' || missing_facts(_work)
                || '. Resolve that first: this item then runs by itself. Or replay it to run without, or discard it.'),
            _now);
    END LOOP;
END $$;
