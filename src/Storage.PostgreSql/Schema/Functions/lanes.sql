-- The one rule of order: of each lane only the first row may be claimed, and none while another is claimed or a refused input stands in front.
-- It is kept when something changes, so that a claim never searches.

-- Whether a row may be claimed: not as long as a refused input is in front of it; else when it is due.
CREATE FUNCTION place_work(_id bigint, _refused bigint, _due_at bigint, _now bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE work SET
        queue = CASE WHEN _refused IS NOT NULL THEN NULL WHEN _due_at <= _now THEN 0 ELSE 1 END,
        wake_at = CASE WHEN _refused IS NULL AND _due_at > _now THEN _due_at END,
        blocked_by = _refused
    WHERE id = _id;
END $$;

-- The refused input in front of a row.
CREATE FUNCTION refused_before(_tenant text, _sequence_key text, _id bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT work FROM refusal WHERE tenant = _tenant AND sequence_key = _sequence_key AND work < _id ORDER BY work LIMIT 1);
END $$;

CREATE FUNCTION sequence_key_of(_id bigint) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT i.sequence_key FROM work AS w JOIN inbox AS i ON i.id = w.inbox WHERE w.id = _id);
END $$;

-- Puts the first row of a lane in its place, after one row of the lane changed.
CREATE FUNCTION settle_lane(_tenant text, _connection text, _lane text, _now bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _first record;
    _second record;
BEGIN
    -- Whatever came in front of a claimed row waits until that is done.
    IF EXISTS (SELECT FROM work WHERE state = 3 AND tenant = _tenant AND connection = _connection AND lane = _lane) THEN
        RETURN;
    END IF;

    SELECT id, state, queue, due_at INTO _first
    FROM work WHERE in_lane AND tenant = _tenant AND connection = _connection AND lane = _lane ORDER BY id LIMIT 1;
    IF NOT FOUND THEN
        RETURN;
    END IF;

    SELECT id, queue INTO _second
    FROM work WHERE in_lane AND tenant = _tenant AND connection = _connection AND lane = _lane AND id > _first.id ORDER BY id LIMIT 1;
    IF _second.queue IS NOT NULL THEN
        UPDATE work SET queue = NULL, wake_at = NULL, blocked_by = NULL WHERE id = _second.id;
    END IF;

    IF _first.queue IS NULL AND _first.state IN (0, 2) THEN
        PERFORM place_work(_first.id, refused_before(_tenant, sequence_key_of(_first.id), _first.id), _first.due_at, _now);
    END IF;
END $$;

-- A refused input no longer blocks its sequence key.
CREATE FUNCTION unblock(_tenant text, _refused bigint, _now bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _work work;
BEGIN
    DELETE FROM refusal WHERE tenant = _tenant AND sequence_key = sequence_key_of(_refused) AND work = _refused;
    FOR _work IN SELECT * FROM work WHERE blocked_by = _refused ORDER BY id LOOP
        UPDATE work SET queue = NULL, wake_at = NULL, blocked_by = NULL WHERE id = _work.id;
        PERFORM settle_lane(_work.tenant, _work.connection, _work.lane, _now);
    END LOOP;
END $$;

-- Changes the state of a row, which leaves the queue; settle its lane afterwards.
CREATE FUNCTION move_work(_work work, _to integer, _due_at bigint, _attempts integer, _error text, _missing integer DEFAULT 0,
    _hold_reason text DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM count_moved(_work.state, _to);
    UPDATE work SET
        state = _to, due_at = _due_at, attempts = _attempts, missing = _missing, error = _error, hold_reason = _hold_reason,
        queue = NULL, wake_at = NULL, blocked_by = NULL, lease_until = NULL, owner = NULL, writer = NULL
    WHERE id = _work.id;
    PERFORM follow_state(_work, _to, _error);
END $$;
