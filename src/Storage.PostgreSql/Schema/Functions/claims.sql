-- What a process that is gone had claimed and not sent can run at once. Should it live after all, and only its connection be gone, then it can neither send
-- nor commit once another has claimed the row. What it may have sent waits for the end of its lease, since the remote may still be working on it.
CREATE FUNCTION take_back(_writer uuid, _max integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _gone uuid;
BEGIN
    -- A process that lost its connection, or whose server was started again, gets two seconds to come back.
    IF pg_postmaster_start_time() > clock_timestamp() - interval '2 seconds' THEN
        RETURN;
    END IF;

    FOR _gone IN SELECT DISTINCT writer FROM work WHERE state = 3 AND writer <> _writer LOOP
        IF NOT attends(_gone) AND NOT EXISTS (SELECT FROM writer AS w WHERE w.id = _gone AND w.at > clock_timestamp() - interval '2 seconds') THEN
            UPDATE work SET queue = 0, wake_at = NULL
            WHERE id IN (
                SELECT w.id FROM work AS w
                WHERE w.state = 3 AND w.writer = _gone AND w.queue = 1 AND NOT EXISTS (
                    SELECT FROM effect AS e
                    WHERE e.tenant = w.tenant AND e.connection = w.connection AND e.operation = w.operation
                        AND e.document_key = w.document_key AND e.revision = w.revision AND e.state = 1)
                LIMIT _max);
        END IF;
    END LOOP;
END $$;

-- Hands out work under leases.
-- At most 1024 rows are woken and 1024 parked by one claim, so that a claim after a long pause stays short; the next claim goes on.
CREATE FUNCTION claim_work(_request jsonb) RETURNS SETOF work_item LANGUAGE plpgsql AS $$
DECLARE
    _now bigint := (_request->>'now')::bigint;
    _lease_until bigint := (_request->>'lease_until')::bigint;
    _furthest bigint := (_request->>'furthest')::bigint;
    _owner text := _request->>'owner';
    _writer uuid := (_request->>'writer')::uuid;
    _max integer := (_request->>'max')::integer;
    _claimed bigint[] := '{}';
    _id bigint;
    _work work;
BEGIN
    IF _furthest IS NOT NULL THEN
        -- What lies further off than anything is put off on purpose was stamped by a clock that was ahead.
        UPDATE work SET
            queue = CASE WHEN state = 3 THEN 1 ELSE 0 END,
            wake_at = CASE WHEN state = 3 THEN _lease_until END,
            lease_until = CASE WHEN state = 3 THEN _lease_until END,
            due_at = least(due_at, _now)
        WHERE id IN (SELECT id FROM work WHERE queue = 1 AND wake_at > _furthest ORDER BY wake_at LIMIT 1024);
        UPDATE work SET wait_until = _furthest
        WHERE id IN (SELECT id FROM work WHERE state = 1 AND wait_until > _furthest ORDER BY wait_until LIMIT 1024);
    END IF;

    IF (_request->>'looks_for_dead')::boolean THEN
        PERFORM take_back(_writer, 1024);
    END IF;

    PERFORM set_call_time(_now);
    PERFORM park_overdue(_now, 1024);
    UPDATE work SET queue = 0, wake_at = NULL
    WHERE id IN (SELECT id FROM work WHERE queue = 1 AND wake_at <= _now ORDER BY wake_at LIMIT 1024);
    FOREACH _id IN ARRAY runnable_work(_request->'excluded', _max, (_request->>'place')::bigint) LOOP
        SELECT * INTO _work FROM work WHERE id = _id;
        IF _work.state <> 3 AND _work.due_at > _now THEN
            -- The caller's clock went back, or is behind another's.
            PERFORM place_work(_id, NULL, _work.due_at, _now);
            CONTINUE;
        END IF;

        PERFORM count_moved(_work.state, 3);
        UPDATE work SET state = 3, token = token + 1, owner = _owner, writer = _writer, lease_until = _lease_until, queue = 1, wake_at = _lease_until, hold_reason = NULL WHERE id = _id;
        _claimed := _claimed || _id;
    END LOOP;

    IF cardinality(_claimed) > 0 THEN
        RETURN QUERY SELECT * FROM work_item WHERE id = ANY (_claimed) ORDER BY array_position(_claimed, id);
    END IF;
END $$;

-- Rows that can run: oldest first, urgent before others; one place in eight goes to the least urgent, so that nothing starves. Goes from one connection
-- to the next; the number of rows does not matter. Places are counted over all claims of a process, so that claims of one row share fairly too.
CREATE FUNCTION runnable_work(_excluded jsonb, _max integer, _place bigint) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    _connection text := '';
    _found bigint[];
    _waiting bigint[] := '{}';
    _from integer[] := '{}';
    _to integer[] := '{}';
    _chosen bigint[] := '{}';
    _first integer := 1;
    _last integer := 3;
    _queue integer;
BEGIN
    FOR _priority IN 0..2 LOOP
        _found := '{}';
        _connection := '';
        LOOP
            SELECT connection INTO _connection FROM work WHERE queue = 0 AND connection > _connection ORDER BY connection LIMIT 1;
            EXIT WHEN NOT FOUND;
            IF NOT _excluded ? _connection THEN
                _found := _found || ARRAY(
                    SELECT id FROM work WHERE queue = 0 AND connection = _connection AND priority = _priority ORDER BY id LIMIT _max);
            END IF;
        END LOOP;

        _from := _from || (cardinality(_waiting) + 1);
        _waiting := _waiting || ARRAY(SELECT id FROM unnest(_found) AS id ORDER BY id);
        _to := _to || cardinality(_waiting);
    END LOOP;

    WHILE cardinality(_chosen) < _max LOOP
        WHILE _first <= 3 AND _from[_first] > _to[_first] LOOP
            _first := _first + 1;
        END LOOP;

        WHILE _last >= 1 AND _from[_last] > _to[_last] LOOP
            _last := _last - 1;
        END LOOP;

        EXIT WHEN _first > 3;
        _place := _place + 1;
        _queue := CASE WHEN _place % 8 = 0 THEN _last ELSE _first END;
        _chosen := _chosen || _waiting[_from[_queue]];
        _from[_queue] := _from[_queue] + 1;
    END LOOP;

    RETURN _chosen;
END $$;
