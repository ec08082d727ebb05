# bench rollout [--pods N] [--rate N] [--requests N] [--versions NAME,...] [--strategies NAME,...] [--minutes N] [--json FILE]:
# good and bad versions by each strategy, and by Swarm; good ones again until they met so many requests.

bench_rollout() {
    bench_box_up
    bench_java -Djdk.httpclient.allowRestrictedHeaders=host,connection io.podspace.bench.RolloutBench "$@"
}
