# bench api [--calls N] [--watches N] [--json FILE]: the Kubernetes API with simulated pods, and under many watches.

bench_api() {
    bench_box_up
    export PODSPACE_BENCH_DATABASE PODSPACE_BENCH_DATABASE_PASSWORD
    PODSPACE_BENCH_DATABASE=$(database_url) PODSPACE_BENCH_DATABASE_PASSWORD=$(secret database.password)
    bench_java io.podspace.bench.ApiBench "$@"
}
