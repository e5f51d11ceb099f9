-- What a person does with work that is stuck: replay or discard. Both are written to the audit chain.

CREATE FUNCTION state_name(_state integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT (ARRAY['Ready', 'Waiting', 'Held', 'Claimed', 'Confirmed', 'Rejected', 'Parked', 'DeadLettered', 'Superseded', 'Discarded'])[_state + 1]
$$;

CREATE FUNCTION audit_intervention(_work work, _action text, _to integer, _request jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM append_audit(
        _work.tenant, (_request->>'now_ms')::bigint, _request->>'actor', _action,
        concat_ws('/', percent_encode(_work.tenant), percent_encode(_work.connection), percent_encode(_work.operation),
            percent_encode(_work.document_key), _work.revision),
        format('work %s, %s -> %s: %s', _work.id, state_name(_work.state), state_name(_to), _request->>'reason'));
END $$;

CREATE FUNCTION replay_work(_request jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    _now bigint := (_request->>'now')::bigint;
    _work work;
BEGIN
    SELECT * INTO _work FROM work WHERE id = (_request->>'work')::bigint AND tenant = _request->>'tenant' AND state IN (6, 7);
    IF NOT FOUND THEN
        RETURN false;
    END IF;

    IF _work.step = 'intake' THEN
        PERFORM go_on_with(_work);
        PERFORM audit_intervention(_work, 'work.replayed', 4, _request);
        RETURN true;
    END IF;

    -- Nobody can tell whether a parked effect happened, so it is probed first. A rejected one did not happen: it may be sent.
    PERFORM reopen_effect(_work, 5, 4);
    PERFORM reopen_effect(_work, 3, 0);
    DELETE FROM prerequisite WHERE work = _work.id;
    PERFORM move_work(_work, 0, _now, 0, NULL);
    PERFORM settle_lane(_work.tenant, _work.connection, _work.lane, _now);
    PERFORM audit_intervention(_work, 'work.replayed', 0, _request);
    RETURN true;
END $$;

CREATE FUNCTION discard_work(_request jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    _now bigint := (_request->>'now')::bigint;
    _work work;
    _subject text;
BEGIN
    SELECT * INTO _work FROM work WHERE id = (_request->>'work')::bigint AND tenant = _request->>'tenant' AND state IN (5, 6, 7);
    IF NOT FOUND THEN
        RETURN false;
    END IF;

    DELETE FROM prerequisite WHERE work = _work.id;
    PERFORM move_work(_work, 9, _work.due_at, _work.attempts, _work.error);
    IF _work.step = 'intake' THEN
        DELETE FROM early_version WHERE work = _work.id;
        PERFORM unblock(_work.tenant, _work.id, _now);
    ELSE
        PERFORM settle_lane(_work.tenant, _work.connection, _work.lane, _now);

        -- What waits for the discarded work will not come: facts are named after the operation, about its sequence key or its document.
        FOR _subject IN
            SELECT sequence_key FROM inbox WHERE id = _work.inbox
            UNION SELECT document_key FROM inbox WHERE id = _work.inbox
            UNION SELECT _work.document_key
        LOOP
            PERFORM fail_fact(_work.tenant, _work.operation, _work.connection, _subject, _now);
        END LOOP;
    END IF;

    PERFORM audit_intervention(_work, 'work.discarded', 9, _request);
    RETURN true;
END $$;
