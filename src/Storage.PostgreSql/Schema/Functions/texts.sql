-- PostgreSQL's text has no character 0. Callers write it as character 26 and '0', and character 26 as itself and '1'.

-- The UTF-8 bytes of a text as the caller knows it.
CREATE FUNCTION original_bytes(_text text) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    _bytes bytea := ''::bytea;
    _part text;
    _parts text[] := string_to_array(_text, chr(26));
BEGIN
    IF cardinality(_parts) <= 1 THEN
        RETURN convert_to(_text, 'UTF8');
    END IF;

    _bytes := convert_to(_parts[1], 'UTF8');
    FOREACH _part IN ARRAY _parts[2:] LOOP
        _bytes := _bytes || CASE left(_part, 1) WHEN '0' THEN '\x00'::bytea ELSE '\x1a'::bytea END || convert_to(substr(_part, 2), 'UTF8');
    END LOOP;

    RETURN _bytes;
END $$;

-- As in a URI: everything but letters, digits and -._~ as %XX.
CREATE FUNCTION percent_encode(_text text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(string_agg(
        CASE
            WHEN byte BETWEEN 48 AND 57 OR byte BETWEEN 65 AND 90 OR byte BETWEEN 97 AND 122 OR byte IN (45, 46, 95, 126) THEN chr(byte)
            ELSE '%' || upper(lpad(to_hex(byte), 2, '0'))
        END, '' ORDER BY position), '')
    FROM (
        SELECT position, get_byte(bytes, position) AS byte
        FROM (SELECT original_bytes(_text) AS bytes) AS whole, generate_series(0, length(bytes) - 1) AS position
    ) AS single
$$;

-- A part of the documents that came with a call: [offset, length]. Null stays null.
CREATE FUNCTION slice(_content bytea, _place jsonb) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN substring(_content FROM (_place->>0)::integer + 1 FOR (_place->>1)::integer);
END $$;
