package io.podspace.bench;

/** Who asks PodSpace for a number of pods. */
interface Hand {
    /** Of the arm that is measured by it. */
    String arm();

    /** Makes all ready for {@link #scale}, outside of what is measured. */
    void ready();

    void scale(int pods) throws Exception;

    /** A client of the API, as every pipeline is. Nobody looks at the page: the other arms have no spectator either. */
    record Client(ApiClient api, ConsoleUser user, String project, String deployment) implements Hand {
        @Override
        public String arm() {
            return "podspace";
        }

        @Override
        public void ready() {
            user.leave();
        }

        @Override
        public void scale(int pods) throws Exception {
            api.call(
                    "PATCH",
                    "/apis/apps/v1/namespaces/%s/deployments/%s/scale".formatted(project, deployment),
                    "{\"spec\":{\"replicas\":%d}}".formatted(pods));
        }
    }

    /**
     * The arrows of the overview, which stays open and shows every pod's way. Its browser runs on the measured machine.
     *
     * @param row of the deployment, as the page names it
     */
    record Spectator(ConsoleUser user, String project, String row) implements Hand {
        @Override
        public String arm() {
            return "podspace, page open";
        }

        @Override
        public void ready() {
            user.open("/project/" + project);
        }

        @Override
        public void scale(int pods) {
            user.scale(row, pods);
        }
    }
}
