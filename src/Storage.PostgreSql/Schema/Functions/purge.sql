-- Forgets rows that a reader found to be old and needed by nobody. A row that nothing refers to is never referred to again.
CREATE FUNCTION purge_rows(_request jsonb) RETURNS TABLE (inputs bigint, raw_texts bigint, kpis bigint) LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM inbox WHERE id IN (SELECT value::bigint FROM jsonb_array_elements_text(_request->'inputs'));
    GET DIAGNOSTICS inputs = ROW_COUNT;
    UPDATE inbox SET raw = NULL WHERE raw IS NOT NULL AND id IN (SELECT value::bigint FROM jsonb_array_elements_text(_request->'raw_texts'));
    GET DIAGNOSTICS raw_texts = ROW_COUNT;
    DELETE FROM kpi_sample WHERE id IN (SELECT value::bigint FROM jsonb_array_elements_text(_request->'kpis'));
    GET DIAGNOSTICS kpis = ROW_COUNT;
    RETURN NEXT;
END $$;
