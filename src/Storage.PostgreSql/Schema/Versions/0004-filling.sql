-- Fills the exceptions of version 4 from the work rows of earlier versions. Since when they are exceptions was not kept: it is taken for their last due
-- time.
DO $$
DECLARE
    _work work;
BEGIN
    FOR _work IN SELECT * FROM work WHERE state IN (5, 6, 7) ORDER BY id LOOP
        PERFORM set_call_time(_work.due_at);
        PERFORM enter_failure(_work, _work.state, _work.error);
    END LOOP;
END $$;
