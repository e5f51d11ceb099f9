-- What a person does with work that is stuck: replay, confirm or discard. All are written to the audit chain.

CREATE FUNCTION state_name(_state integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT (ARRAY['Ready', 'Waiting', 'Held', 'Claimed', 'Confirmed', 'Rejected', 'Parked', 'DeadLettered', 'Superseded', 'Discarded'])[_state + 1]
$$;

-- An idempotency key as text.
CREATE FUNCTION key_text(_work work) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN concat_ws('/', percent_encode(_work.tenant), percent_encode(_work.connection), percent_encode(_work.operation),
        percent_encode(_work.document_key), _work.revision);
END $$;

CREATE FUNCTION audit_intervention(_work work, _action text, _to integer, _request jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM append_audit(
        _work.tenant, (_request->>'now_ms')::bigint, _request->>'actor', _action, key_text(_work),
        format('work %s, %s -> %s: %s', _work.id, state_name(_work.state), state_name(_to), _request->>'reason'));
END $$;

-- Modes: 0 resume; 1 send again, since a person states that a parked effect did not happen.
CREATE FUNCTION replay_work(_request jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN put_back_work(_request, (_request->>'mode')::integer, NULL);
END $$;

CREATE FUNCTION put_back_work(_request jsonb, _mode integer, _plan bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    _now bigint := (_request->>'now')::bigint;
    _work work;
BEGIN
    SELECT * INTO _work FROM work WHERE id = (_request->>'work')::bigint AND tenant = _request->>'tenant' AND state IN (6, 7);
    IF NOT FOUND OR (_mode = 1 AND NOT (_work.state = 6 AND reopen_effect(_work, 5, 0))) THEN
        RETURN false;
    END IF;

    PERFORM set_call_time(_now);
    IF _work.step = 'intake' THEN
        PERFORM put_back(_work.id, _mode, _plan);
        PERFORM go_on_with(_work);
        PERFORM audit_intervention(_work, 'work.replayed', 4, _request);
        RETURN true;
    END IF;

    -- Nobody can tell whether a parked effect happened, so it is probed first. A rejected one did not happen: it may be sent.
    PERFORM reopen_effect(_work, 5, 4);
    PERFORM reopen_effect(_work, 3, 0);
    DELETE FROM prerequisite WHERE work = _work.id;
    PERFORM park_before(_work, _now);
    PERFORM move_work(_work, 0, _now, 0, NULL);
    PERFORM settle_lane(_work.tenant, _work.connection, _work.lane, _now);
    PERFORM put_back(_work.id, _mode, _plan);
    PERFORM audit_intervention(_work, CASE _mode WHEN 1 THEN 'work.sent-again' ELSE 'work.replayed' END, 0, _request);
    RETURN true;
END $$;

-- A person knows that a parked effect happened. The item is made ready, so that it ends as any confirmed one does.
CREATE FUNCTION confirm_work(_request jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    _now bigint := (_request->>'now')::bigint;
    _work work;
BEGIN
    SELECT * INTO _work FROM work WHERE id = (_request->>'work')::bigint AND tenant = _request->>'tenant' AND state = 6;
    IF NOT FOUND OR NOT confirm_parked(_work, _request->'remote') THEN
        RETURN false;
    END IF;

    PERFORM set_call_time(_now);
    DELETE FROM prerequisite WHERE work = _work.id;
    PERFORM move_work(_work, 0, _now, 0, NULL);
    PERFORM settle_lane(_work.tenant, _work.connection, _work.lane, _now);
    PERFORM put_back(_work.id, 0, NULL);
    PERFORM audit_intervention(_work, 'effect.confirmed-by-hand', 0,
        jsonb_set(_request, '{reason}', to_jsonb(format('remote id %s: %s', _request->'remote'->>'id', _request->>'reason'))));
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

    PERFORM set_call_time(_now);
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
