-- Replay plans: each change of a plan with everything that belongs to it. The outcomes are the names of ReplayPlanOutcome.

CREATE FUNCTION audit_plan(_request jsonb, _actor text, _action text, _detail text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM append_audit(
        _request->>'tenant', (_request->>'now_ms')::bigint, _actor, _action, 'replay/' || (_request->>'plan'), coalesce(_detail, ''));
END $$;

CREATE FUNCTION create_plan(_request jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _known replay_plan;
    _number bigint;
    _total integer;
BEGIN
    SELECT * INTO _known FROM replay_plan WHERE tenant = _request->>'tenant' AND id = _request->>'plan';
    IF FOUND THEN
        RETURN CASE WHEN _known.selection = _request->>'selection' THEN 'Unchanged' ELSE 'OtherSelection' END;
    END IF;

    INSERT INTO replay_plan (tenant, id, selection, reason, created_by, created_at, needs_other_approver)
    VALUES (_request->>'tenant', _request->>'plan', _request->>'selection', _request->>'reason', _request->>'actor', (_request->>'now')::bigint,
        (_request->>'needs_other_approver')::boolean)
    RETURNING number INTO _number;
    IF _request ? 'filter' THEN
        INSERT INTO replay_item (plan, work) SELECT _number, id FROM find_failures(_request->'filter', (_request->>'max')::integer) AS id;
    ELSE
        INSERT INTO replay_item (plan, work)
        SELECT _number, w.id FROM work AS w
        WHERE w.tenant = _request->>'tenant' AND w.id IN (
            SELECT value::bigint FROM jsonb_array_elements_text(_request->'items') WITH ORDINALITY AS e (value, n) WHERE n <= (_request->>'max')::integer);
    END IF;

    GET DIAGNOSTICS _total = ROW_COUNT;
    UPDATE replay_plan SET total = _total WHERE number = _number;
    PERFORM audit_plan(_request, _request->>'actor', 'replay.created', format('%s items of %s: %s', _total, _request->>'selection', _request->>'reason'));
    RETURN 'Done';
END $$;

-- Actions: 0 dry run, 1 approve, 2 cancel.
CREATE FUNCTION change_plan(_request jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _plan replay_plan;
    _action integer := (_request->>'action')::integer;
    _actor text := _request->>'actor';
    _now bigint := (_request->>'now')::bigint;
BEGIN
    SELECT * INTO _plan FROM replay_plan WHERE tenant = _request->>'tenant' AND id = _request->>'plan';
    IF NOT FOUND THEN
        RETURN 'NotFound';
    ELSIF (_action = 0 AND _plan.state = 1) OR (_action = 1 AND _plan.state IN (3, 4, 5)) OR (_action = 2 AND _plan.state = 6) THEN
        RETURN 'Unchanged';
    ELSIF _action = 0 AND _plan.state IN (0, 2) THEN
        UPDATE replay_plan SET state = 1, dry_run = dry_run + 1 WHERE number = _plan.number;
        PERFORM audit_plan(_request, _actor, 'replay.dry-run', _request->>'reason');
    ELSIF _action = 1 AND _plan.state = 2 THEN
        IF _plan.needs_other_approver AND _plan.created_by = _actor THEN
            RETURN 'NeedsOtherApprover';
        END IF;

        UPDATE replay_plan SET state = 3, approved_by = _actor, approved_at = _now WHERE number = _plan.number;
        PERFORM audit_plan(_request, _actor, 'replay.approved', _request->>'reason');
    ELSIF _action = 2 AND _plan.state <> 5 THEN
        UPDATE replay_plan SET state = 6, ended_at = _now WHERE number = _plan.number;
        PERFORM audit_plan(_request, _actor, 'replay.cancelled', _request->>'reason');
    ELSE
        RETURN 'WrongState';
    END IF;

    RETURN 'Done';
END $$;

-- The first exception ahead of an item in its lane that the plan does not hold, or the refused input in front of it.
CREATE FUNCTION blocker_of(_plan bigint, _id bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    _item work;
BEGIN
    SELECT * INTO _item FROM work WHERE id = _id;
    RETURN coalesce(
        (SELECT w.id FROM work AS w
        WHERE w.in_lane AND w.tenant = _item.tenant AND w.connection = _item.connection AND w.lane = _item.lane AND w.id < _id AND w.state IN (6, 7)
            AND NOT EXISTS (SELECT FROM replay_item WHERE plan = _plan AND work = w.id)
        ORDER BY w.id LIMIT 1),
        refused_before(_item.tenant, sequence_key_of(_id), _id));
END $$;

CREATE FUNCTION write_findings(_request jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    _plan replay_plan;
    _finding record;
BEGIN
    SELECT * INTO _plan FROM replay_plan WHERE tenant = _request->>'tenant' AND id = _request->>'plan';
    IF NOT FOUND THEN
        RETURN false;
    ELSIF _plan.state <> 1 OR _plan.dry_run <> (_request->>'dry_run')::integer THEN
        RETURN true;
    END IF;

    FOR _finding IN SELECT * FROM jsonb_to_recordset(coalesce(_request->'items', '[]')) AS f (work bigint, verdict integer, token bigint, note text) LOOP
        UPDATE replay_item SET
            dry_run = _plan.dry_run, verdict = _finding.verdict, token = _finding.token, note = _finding.note,
            blocked_by = blocker_of(_plan.number, _finding.work)
        WHERE plan = _plan.number AND work = _finding.work AND state = 0 AND dry_run < _plan.dry_run;
    END LOOP;

    IF NOT EXISTS (SELECT FROM replay_item WHERE plan = _plan.number AND dry_run < _plan.dry_run) THEN
        UPDATE replay_plan SET state = 2 WHERE number = _plan.number;
        PERFORM audit_plan(_request, 'runtime', 'replay.checked', format('dry run %s is complete', _plan.dry_run));
    END IF;

    RETURN true;
END $$;

CREATE FUNCTION execute_plan(_request jsonb, OUT outcome text, OUT replayed integer, OUT skipped integer) LANGUAGE plpgsql AS $$
DECLARE
    _plan replay_plan;
    _item record;
    _why text;
BEGIN
    replayed := 0;
    skipped := 0;
    outcome := 'Done';
    SELECT * INTO _plan FROM replay_plan WHERE tenant = _request->>'tenant' AND id = _request->>'plan';
    IF NOT FOUND THEN
        outcome := 'NotFound';
        RETURN;
    ELSIF _plan.state NOT IN (3, 4) THEN
        outcome := CASE WHEN _plan.state = 5 THEN 'Unchanged' ELSE 'WrongState' END;
        RETURN;
    END IF;

    PERFORM set_call_time((_request->>'now')::bigint);
    IF _plan.state = 3 THEN
        UPDATE replay_plan SET state = 4 WHERE number = _plan.number;
        PERFORM audit_plan(_request, _request->>'actor', 'replay.started', _plan.reason);
    END IF;

    FOR _item IN
        SELECT r.work, r.verdict, r.token IS NOT DISTINCT FROM w.token AS is_as_checked, w.connection, w.flow
        FROM replay_item AS r JOIN work AS w ON w.id = r.work
        WHERE r.plan = _plan.number AND r.state = 0 ORDER BY r.work LIMIT (_request->>'max')::integer
    LOOP
        _why := CASE
            WHEN _item.verdict = 2 THEN 'nobody can tell whether it happened'
            WHEN _item.verdict IS NULL OR _item.verdict = 3 THEN 'it was no exception'
            WHEN NOT _item.is_as_checked THEN 'it was worked on after the dry run' END;
        IF _why IS NULL AND NOT put_back_work(
            jsonb_build_object('tenant', _plan.tenant, 'work', _item.work, 'actor', _request->>'actor', 'now', _request->'now', 'now_ms', _request->'now_ms',
                'reason', format('replay plan ''%s'': %s', _plan.id, _plan.reason)), 0, _plan.number)
        THEN
            _why := 'it is no exception any more';
        END IF;

        UPDATE replay_item SET state = CASE WHEN _why IS NULL THEN 1 ELSE 2 END, note = coalesce(_why, note)
        WHERE plan = _plan.number AND work = _item.work AND state = 0;
        PERFORM count_item(CASE WHEN _why IS NULL THEN 1 ELSE 2 END, _item.connection, _item.flow);
        IF _why IS NULL THEN
            replayed := replayed + 1;
        ELSE
            skipped := skipped + 1;
            PERFORM audit_plan(_request, _request->>'actor', 'replay.skipped', format('work %s: %s', _item.work, _why));
        END IF;
    END LOOP;

    IF NOT EXISTS (SELECT FROM replay_item WHERE plan = _plan.number AND state = 0) THEN
        UPDATE replay_plan SET state = 5, ended_at = (_request->>'now')::bigint WHERE number = _plan.number;
        PERFORM audit_plan(_request, _request->>'actor', 'replay.completed', _plan.reason);
    END IF;
END $$;
