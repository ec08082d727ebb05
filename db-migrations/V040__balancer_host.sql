-- The host of a service's balancer, written before the balancer is made there.

ALTER TABLE service
    ADD COLUMN host_id BIGINT NULL AFTER address,
    ADD CONSTRAINT service_host FOREIGN KEY (host_id) REFERENCES host (id);
