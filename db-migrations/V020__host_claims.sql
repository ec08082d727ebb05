-- A host name belongs to one project at a time. The row is the lock under which claims of one host follow each other.
CREATE TABLE host_claim (
    host       VARCHAR(253) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    project_id BIGINT       NOT NULL,
    KEY host_claim_project (project_id),
    CONSTRAINT host_claim_project FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE CASCADE
);

-- LEAST_CONNECTIONS has 17 characters.
ALTER TABLE service MODIFY algorithm VARCHAR(24) NOT NULL;
ALTER TABLE route MODIFY algorithm VARCHAR(24) NOT NULL;
