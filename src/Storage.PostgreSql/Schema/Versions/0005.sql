-- Version 5: claims name the store object that made them, so that others can take back what one claimed and did not send before it died.
ALTER TABLE work ADD COLUMN writer uuid;
CREATE INDEX work_writer ON work (writer, id) WHERE state = 3;
