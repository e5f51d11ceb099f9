-- The effect ledger: planned revisions and effects.

-- True when the key is taken by another command.
CREATE FUNCTION is_key_taken(_effect effect) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM effect AS e
        WHERE e.tenant = _effect.tenant AND e.connection = _effect.connection AND e.operation = _effect.operation
            AND e.document_key = _effect.document_key AND e.revision = _effect.revision AND e.fingerprint <> _effect.fingerprint);
END $$;

-- Writes an effect; totals follow from the change of its state. A confirmed effect stays as it was confirmed; sends never go down.
CREATE FUNCTION write_effect(_effect effect, _command bytea, _work bigint, _inbox bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _before effect;
    _command_id bigint;
BEGIN
    SELECT * INTO _before FROM effect
    WHERE tenant = _effect.tenant AND connection = _effect.connection AND operation = _effect.operation
        AND document_key = _effect.document_key AND revision = _effect.revision;
    IF NOT FOUND THEN
        INSERT INTO effect (tenant, connection, operation, document_key, revision, work, inbox, content)
        VALUES (_effect.tenant, _effect.connection, _effect.operation, _effect.document_key, _effect.revision, _work, _inbox, '');
    END IF;

    IF _before.fingerprint IS NULL THEN
        -- The command mostly is the accepted document itself, and then is not stored twice.
        IF NOT EXISTS (SELECT FROM inbox WHERE id = _inbox AND document = _command) THEN
            INSERT INTO command (content) VALUES (_command) RETURNING id INTO _command_id;
        END IF;
    ELSE
        _command_id := _before.command;
    END IF;

    UPDATE effect SET
        command = _command_id,
        fingerprint = coalesce(fingerprint, _effect.fingerprint),
        state = CASE WHEN state = 2 THEN 2 ELSE _effect.state END,
        sends = greatest(sends, _effect.sends),
        first_sent_at = coalesce(first_sent_at, _effect.first_sent_at),
        last_sent_at = coalesce(_effect.last_sent_at, last_sent_at),
        remote_id = coalesce(_effect.remote_id, remote_id),
        remote_number = CASE WHEN _effect.remote_id IS NULL THEN remote_number ELSE _effect.remote_number END,
        remote_version = CASE WHEN _effect.remote_id IS NULL THEN remote_version ELSE _effect.remote_version END,
        remote_url = CASE WHEN _effect.remote_id IS NULL THEN remote_url ELSE _effect.remote_url END
    WHERE tenant = _effect.tenant AND connection = _effect.connection AND operation = _effect.operation
        AND document_key = _effect.document_key AND revision = _effect.revision;
    PERFORM count_effect(_before.state, _effect.state);
END $$;

CREATE FUNCTION count_effect(_from integer, _to integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF _from = 2 OR _from = _to THEN
        RETURN;
    END IF;

    IF _to = 2 THEN
        PERFORM add_count('effects_confirmed');
    END IF;

    IF _to = 4 THEN
        PERFORM add_count('in_doubt');
    ELSIF _from = 4 AND _to IN (0, 1, 2) THEN
        PERFORM add_count('in_doubt_resolved');
    END IF;
END $$;

-- Changes the state of a row's effect if it is another. Returns false when it is not.
CREATE FUNCTION reopen_effect(_work work, _from integer, _to integer) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    UPDATE effect SET state = _to
    WHERE tenant = _work.tenant AND connection = _work.connection AND operation = _work.operation
        AND document_key = _work.document_key AND revision = _work.revision AND state = _from;
    RETURN FOUND;
END $$;

-- A person knows that a parked effect happened. Returns false when it is not parked.
CREATE FUNCTION confirm_parked(_work work, _remote jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    UPDATE effect SET
        state = 2, remote_id = _remote->>'id', remote_number = _remote->>'number', remote_version = _remote->>'version', remote_url = _remote->>'url'
    WHERE tenant = _work.tenant AND connection = _work.connection AND operation = _work.operation
        AND document_key = _work.document_key AND revision = _work.revision AND state = 5;
    IF NOT FOUND THEN
        RETURN false;
    END IF;

    PERFORM add_count('effects_confirmed');
    RETURN true;
END $$;

-- True when a fingerprint is what was written to a stream on behalf of an origin: its newest revision that was sent, or an older one that was not echoed
-- yet. The revision and those before it count as echoed from now on. Older ones than the last 32 are no news any more.
CREATE FUNCTION take_echo(_tenant text, _connection text, _operation text, _document_key text, _fingerprint text, _origin text)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    _sent record;
    _is_newest boolean := true;
BEGIN
    FOR _sent IN
        SELECT e.revision, e.content, e.echoed, i.source FROM effect AS e JOIN inbox AS i ON i.id = e.inbox
        WHERE e.tenant = _tenant AND e.connection = _connection AND e.operation = _operation AND e.document_key = _document_key AND e.sends > 0
        ORDER BY e.revision DESC LIMIT 32
    LOOP
        IF _sent.content = _fingerprint AND _sent.source = _origin AND (_is_newest OR NOT _sent.echoed) THEN
            UPDATE effect SET echoed = true
            WHERE tenant = _tenant AND connection = _connection AND operation = _operation AND document_key = _document_key
                AND revision <= _sent.revision AND NOT echoed AND sends > 0;
            RETURN true;
        END IF;

        _is_newest := false;
    END LOOP;

    RETURN false;
END $$;
