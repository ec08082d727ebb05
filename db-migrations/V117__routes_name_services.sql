-- A route names its services, as in the Kubernetes API: they may come after it and go before it. Port 0: the port that the
-- service will call by the name that the route noted.
ALTER TABLE route_target ADD COLUMN service VARCHAR(63) NOT NULL DEFAULT '' AFTER service_id;
UPDATE route_target t JOIN service s ON s.id = t.service_id SET t.service = s.name;
ALTER TABLE route_target DROP FOREIGN KEY route_target_service;
ALTER TABLE route_target
    ADD UNIQUE KEY route_target_named (route_id, service, port),
    DROP KEY route_target_once,
    DROP COLUMN service_id,
    ALTER COLUMN service DROP DEFAULT;
