-- Version 2: claims bring nearer what a clock that was ahead put off. The tables are those of version 1; only functions change.
SELECT 1;
