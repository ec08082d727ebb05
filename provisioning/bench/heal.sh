# bench heal [--rounds N] [--rate N] [--faults NAME,...] [--sites NAME,...] [--minutes N] [--json FILE]: faults of pods, and how PodSpace and Swarm get over them.

bench_heal() {
    bench_box_up
    bench_java -Djdk.httpclient.allowRestrictedHeaders=host,connection io.podspace.bench.HealBench "$@"
}
