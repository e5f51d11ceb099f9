-- Version 7: work that ran can wait for what becomes true after it. The tables are those of version 6; only functions change.
SELECT 1;
