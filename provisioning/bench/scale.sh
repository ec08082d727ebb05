# bench scale [--pods N] [--json FILE]: starting and stopping N pods by the raw engine, by Swarm, and by PodSpace.

bench_scale() {
    bench_box_up
    bench_java -Djdk.httpclient.allowRestrictedHeaders=host,connection io.podspace.bench.ScaleBench "$@"
}
