-- The audit chains, one per tenant. The same hash as Crossdock.AuditChain computes.

-- Length first, so that moving characters from one member to the next changes the hash.
CREATE FUNCTION counted(_text text) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    _bytes bytea := original_bytes(_text);
BEGIN
    RETURN int8send(length(_bytes)::bigint) || _bytes;
END $$;

CREATE FUNCTION append_audit(_tenant text, _at bigint, _actor text, _action text, _subject text, _detail text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _sequence bigint;
    _previous text;
BEGIN
    SELECT sequence, hash INTO _sequence, _previous FROM audit WHERE tenant = _tenant ORDER BY sequence DESC LIMIT 1;
    _sequence := coalesce(_sequence, 0) + 1;
    _previous := coalesce(_previous, repeat('0', 64));
    INSERT INTO audit (tenant, sequence, at, actor, action, subject, detail, previous_hash, hash)
    VALUES (_tenant, _sequence, _at, _actor, _action, _subject, _detail, _previous, encode(sha256(
        int8send(_sequence) || int8send(_at) || counted(_tenant) || counted(_actor) || counted(_action) || counted(_subject) || counted(_detail)
        || counted(_previous)), 'hex'));
END $$;
