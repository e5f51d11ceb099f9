-- A group of calls is one transaction: begin_group, the calls, finish_group, COMMIT.

-- One writer at a time, whatever process it is in: until the transaction ends, nobody else writes, and everything written before is visible.
-- Names are looked up in this schema only. Every look-up of a call is a seek in an index, so the planner need not wait for statistics to find that out.
-- A process that stops in the middle must not hold up the others: the server ends its session.
CREATE FUNCTION begin_group(_schema text, _lock bigint, _version integer, _max_pause text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _found integer;
BEGIN
    PERFORM
        set_config('search_path', quote_ident(_schema) || ', pg_temp', true),
        set_config('idle_in_transaction_session_timeout', _max_pause, true),
        set_config('plan_cache_mode', 'force_generic_plan', true),
        set_config('enable_seqscan', 'off', true),
        set_config('enable_bitmapscan', 'off', true),
        set_config('jit', 'off', true);
    PERFORM pg_advisory_xact_lock(_lock);
    SELECT version INTO _found FROM schema_version;
    IF _found IS DISTINCT FROM _version THEN
        RAISE EXCEPTION USING ERRCODE = 'CD001', MESSAGE = format('schema version %s', _found);
    END IF;
END $$;

-- Totals are collected in settings of the transaction and written once, at its end.
CREATE FUNCTION changed_by(_counter text) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN coalesce(nullif(current_setting('crossdock.' || _counter, true), ''), '0')::bigint;
END $$;

CREATE FUNCTION add_count(_counter text, _amount bigint DEFAULT 1) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('crossdock.' || _counter, (changed_by(_counter) + _amount)::text, true);
END $$;

CREATE FUNCTION count_moved(_from integer, _to integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF _from <> _to THEN
        PERFORM add_count('work_' || _from, -1);
        PERFORM add_count('work_' || _to, 1);
    END IF;
END $$;

-- A session that writes holds a lock that the server gives up with the session: when the process dies, or its connection does.
CREATE FUNCTION attend(_writer uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _name text := current_schema() || '/' || _writer;
BEGIN
    IF current_setting('crossdock.attends', true) IS DISTINCT FROM _name THEN
        PERFORM pg_advisory_lock_shared(hashtext(current_schema()), hashtext(_writer::text)), set_config('crossdock.attends', _name, false);
    END IF;
END $$;

CREATE FUNCTION attends(_writer uuid) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'advisory' AND objsubid = 2 AND granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND classid = hashtext(current_schema())::oid AND objid = hashtext(_writer::text)::oid);
$$;

-- Writes the totals, and who wrote. A group that changed nothing writes nothing.
CREATE FUNCTION finish_group(_writer uuid, _number bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM attend(_writer);
    IF pg_current_xact_id_if_assigned() IS NULL AND NOT EXISTS (SELECT FROM counter WHERE changed_by(name) <> 0) THEN
        RETURN false;
    END IF;

    PERFORM add_count('transactions');
    UPDATE counter SET value = value + changed_by(name) WHERE changed_by(name) <> 0;
    INSERT INTO writer (id, number, at) VALUES (_writer, _number, now())
        ON CONFLICT (id) DO UPDATE SET number = excluded.number, at = excluded.at;
    RETURN true;
END $$;
