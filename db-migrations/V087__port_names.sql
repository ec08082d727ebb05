-- Ports of services are named as in Kubernetes: DNS labels, e.g. 80-8080.
ALTER TABLE service_port MODIFY name VARCHAR(63) NOT NULL;
