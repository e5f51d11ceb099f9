-- One state change of claimed work with everything that belongs to it, if the fencing token still holds.
CREATE FUNCTION commit_work(_commit jsonb, _content bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _to integer := (_commit->>'state')::integer;
    _now bigint := (_commit->>'now')::bigint;
    _counts boolean := (_commit->>'counts_as_attempt')::boolean;
    _attempts integer;
    _effect effect;
    _work work;
BEGIN
    SELECT * INTO _work FROM work WHERE id = (_commit->>'work')::bigint;
    IF NOT FOUND OR _work.state <> 3 OR _work.token <> (_commit->>'token')::bigint THEN
        RETURN 'fenced';
    END IF;

    PERFORM set_call_time(_now);
    IF jsonb_typeof(_commit->'effect') = 'object' THEN
        _effect := jsonb_populate_record(NULL::effect, _commit->'effect');
        IF is_key_taken(_effect) THEN
            RETURN 'key_conflict';
        END IF;

        PERFORM write_effect(_effect, slice(_content, _commit->'effect'->'command_place'), _work.id, _work.inbox);
    END IF;

    _attempts := _work.attempts + _counts::integer;
    IF _counts AND _to IN (0, 2, 3) THEN
        PERFORM add_count('retries');
    END IF;

    IF _to = 3 THEN
        UPDATE work SET
            attempts = _attempts, error = _commit->>'error', queue = 1,
            lease_until = coalesce((_commit->>'lease_until')::bigint, lease_until),
            wake_at = coalesce((_commit->>'lease_until')::bigint, lease_until)
        WHERE id = _work.id;
    ELSIF _to = 1 THEN
        PERFORM await_facts(_work, _commit, _attempts);
    ELSE
        PERFORM move_work(_work, _to, coalesce((_commit->>'due_at')::bigint, _work.due_at), _attempts, _commit->>'error', 0, _commit->>'hold_reason');
        PERFORM settle_lane(_work.tenant, _work.connection, _work.lane, _now);
    END IF;

    PERFORM write_consequences(_commit, _content, _work.tenant, _now);
    RETURN 'committed';
END $$;

CREATE FUNCTION write_consequences(_commit jsonb, _content bytea, _tenant text, _now bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _fact fact;
    _entry jsonb;
BEGIN
    FOR _fact IN SELECT * FROM jsonb_populate_recordset(NULL::fact, _commit->'established') LOOP
        PERFORM establish_fact(_fact.tenant, _fact.name, _fact.connection, _fact.subject, _now);
    END LOOP;

    FOR _fact IN SELECT * FROM jsonb_populate_recordset(NULL::fact, _commit->'failed') LOOP
        PERFORM fail_fact(_fact.tenant, _fact.name, _fact.connection, _fact.subject, _now);
    END LOOP;

    FOR _entry IN SELECT value FROM jsonb_array_elements(_commit->'produced') LOOP
        PERFORM accept_input(_entry, _content);
    END LOOP;

    INSERT INTO kpi_sample (at, instrument, connection, flow, outcome, value)
    SELECT at, instrument, connection, flow, outcome, value FROM jsonb_populate_recordset(NULL::kpi_sample, _commit->'kpis');

    FOR _entry IN SELECT value FROM jsonb_array_elements(_commit->'audit') LOOP
        PERFORM append_audit(
            _tenant, (_commit->>'now_ms')::bigint, _entry->>'actor', _entry->>'action', _entry->>'subject', _entry->>'detail');
    END LOOP;
END $$;
