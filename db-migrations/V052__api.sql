-- What the Kubernetes API says of an object beyond what PodSpace needs.
ALTER TABLE deployment
    ADD COLUMN shape MEDIUMTEXT NULL,
    MODIFY annotations MEDIUMTEXT NOT NULL DEFAULT '{}';
ALTER TABLE project MODIFY annotations MEDIUMTEXT NOT NULL DEFAULT '{}';
ALTER TABLE service MODIFY annotations MEDIUMTEXT NOT NULL DEFAULT '{}';
ALTER TABLE route MODIFY annotations MEDIUMTEXT NOT NULL DEFAULT '{}';

-- Personal tokens of the HTTP API. The token itself is stored nowhere, only its SHA-256; a revoked one stays as a row, so
-- that it can never be valid again.
CREATE TABLE access_token (
    id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    account_id   BIGINT       NOT NULL,
    name         VARCHAR(63)  NOT NULL,
    hash         CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
    start        VARCHAR(12)  NOT NULL,
    projects     TEXT         NOT NULL DEFAULT '{}',
    writes       BOOLEAN      NOT NULL,
    created_at   DATETIME(6)  NOT NULL,
    expires_at   DATETIME(6)  NULL,
    last_used_at DATETIME(6)  NULL,
    revoked_at   DATETIME(6)  NULL,
    version      BIGINT       NOT NULL DEFAULT 0,
    KEY access_token_account (account_id),
    CONSTRAINT access_token_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
);
