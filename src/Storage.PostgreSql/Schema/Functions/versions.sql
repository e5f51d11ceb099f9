-- Lets versions that come ahead of a missing one wait, so that a document's versions are planned one after the other.

CREATE FUNCTION expect_version(_input inbox, _next bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO version_sequence (tenant, source, document_type, document_key, next)
    VALUES (_input.tenant, _input.source, _input.document_type, _input.document_key, _next)
    ON CONFLICT (tenant, source, document_type, document_key) DO UPDATE SET next = excluded.next;
END $$;

CREATE FUNCTION next_version(_input inbox) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN (
        SELECT next FROM version_sequence
        WHERE tenant = _input.tenant AND source = _input.source AND document_type = _input.document_type AND document_key = _input.document_key);
END $$;

CREATE FUNCTION plan_in_turn(_input inbox, _plans jsonb, _rule jsonb, OUT disposition text, OUT work_created integer) LANGUAGE plpgsql AS $$
DECLARE
    _version bigint := _input.source_version;
    _next bigint := coalesce(next_version(_input), (_rule->>'first')::bigint, _version);
    _work work;
BEGIN
    work_created := 0;
    IF _version = _next THEN
        SELECT p.disposition, p.work_created INTO disposition, work_created FROM plan_input(_input, _plans) AS p;
        PERFORM expect_version(_input, _version + 1);
        work_created := work_created + plan_early(_input);
    ELSIF _version < _next OR EXISTS (
        SELECT FROM early_version
        WHERE tenant = _input.tenant AND source = _input.source AND document_type = _input.document_type
            AND document_key = _input.document_key AND version = _version)
    THEN
        disposition := 'stale';
    ELSE
        disposition := 'out_of_order';
        _work := work_of_intake(_input, 1);
        _work.wait_until := (_rule->>'wait_until')::bigint;
        INSERT INTO early_version (tenant, source, document_type, document_key, version, work, planned)
        VALUES (_input.tenant, _input.source, _input.document_type, _input.document_key, _version,
            append_work(_work, _input.sequence_key, _input.observed_at), _plans);
    END IF;
END $$;

-- Plans the versions that came early and are next now. Their waiting rows are done: the steps' rows take over.
CREATE FUNCTION plan_early(_document inbox) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    _early early_version;
    _work work;
    _input inbox;
    _created integer := 0;
BEGIN
    LOOP
        SELECT * INTO _early FROM early_version
        WHERE tenant = _document.tenant AND source = _document.source AND document_type = _document.document_type
            AND document_key = _document.document_key AND version = next_version(_document);
        EXIT WHEN NOT FOUND;
        DELETE FROM early_version WHERE work = _early.work;
        SELECT * INTO _work FROM work WHERE id = _early.work;
        PERFORM move_work(_work, 4, _work.due_at, _work.attempts, NULL);
        SELECT * INTO _input FROM inbox WHERE id = _work.inbox;
        _created := _created + (SELECT p.work_created FROM plan_input(_input, _early.planned) AS p);
        PERFORM expect_version(_input, _early.version + 1);
    END LOOP;

    RETURN _created;
END $$;

-- Goes on with the version a row waits with, although the one before it never came: from the lowest one up, since planned the other way round those
-- in between would be taken for old.
CREATE FUNCTION go_on_with(_work work) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _input inbox;
BEGIN
    SELECT * INTO _input FROM inbox WHERE id = _work.inbox;
    WHILE EXISTS (SELECT FROM early_version WHERE work = _work.id) LOOP
        PERFORM expect_version(_input, (
            SELECT version FROM early_version
            WHERE tenant = _input.tenant AND source = _input.source AND document_type = _input.document_type AND document_key = _input.document_key
            ORDER BY version LIMIT 1));
        PERFORM plan_early(_input);
    END LOOP;
END $$;

-- Why a version that waited too long parks.
CREATE FUNCTION error_of_gap(_work work) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _input inbox;
BEGIN
    SELECT * INTO _input FROM inbox WHERE id = _work.inbox;
    RETURN error_of_missing(format(
        'Version %s of %s ''%s'' came from ''%s'', and version %s before it did not. Let it send that version again: this item then runs by itself. '
        || 'Or replay it to go on without, or discard it.',
        _input.source_version, _input.document_type, _input.document_key, _input.source, coalesce(next_version(_input), _input.source_version - 1)));
END $$;
