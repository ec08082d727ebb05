-- What proxies said last of the checks that they run for a pod, for the pages of nodes that do not ask them, and until a node that
-- takes over has asked them. Its own rows, that hold up no pod's. Written when an outcome changes, and now and then.
CREATE TABLE check_result (
    pod_id  BIGINT       NOT NULL,
    said_by VARCHAR(100) NOT NULL,
    role    VARCHAR(16)  NOT NULL,
    verdict VARCHAR(16)  NOT NULL,
    passes  INT          NOT NULL,
    fails   INT          NOT NULL,
    passed  BOOLEAN      NOT NULL,
    status  INT          NOT NULL,
    millis  INT          NOT NULL,
    ran_at  DATETIME(3)  NOT NULL,
    words   VARCHAR(255) NOT NULL,
    PRIMARY KEY (pod_id, said_by, role)
);
