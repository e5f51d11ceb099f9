-- Version 6: finds the revisions of a document that wait.
CREATE INDEX work_waiting_revision ON work (tenant, connection, operation, document_key, revision) WHERE state = 1;
