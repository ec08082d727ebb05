-- Hosts that administrators add in the console: how their engine is reached over TLS, and which engine it was.
ALTER TABLE host
    ADD COLUMN engine_id  VARCHAR(120) NULL AFTER engine,
    ADD COLUMN tls        CHAR(64)     NOT NULL DEFAULT '' AFTER address,
    ADD COLUMN sealed_tls MEDIUMBLOB   NULL AFTER tls;
