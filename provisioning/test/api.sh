#!/usr/bin/env bash
# Tests of the API with the real kubectl: stories on a running box, each on what the one before left. Writes a JUnit report
# into the folder $1. Started by ./podspace test, which gives a box (PODSPACE_HOME) and the name of the demo image.
set -euo pipefail

CHECKOUT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
REPORT=$1
FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/podspace-api.XXXX")
trap 'rm -rf "$FOLDER"' EXIT
export KUBECONFIG=$FOLDER/config HOME=$FOLDER
# shellcheck source=provisioning/ports.sh
source "$CHECKOUT/provisioning/ports.sh"
readonly PROJECT=apitest IMAGE=${PODSPACE_TEST_DEMO_IMAGE:-podspace/demo:dev}

kube() {
    timeout 60 kubectl --request-timeout=30s "$@"
}

# says TEXT COMMAND...: the command succeeds, and says so.
says() {
    local text=$1 output code=0
    shift
    output=$("$@" 2>&1) || code=$?
    ((code == 0)) || { echo "'$*' ended with $code:" && echo "$output" && return 1; }
    [[ $output == *"$text"* ]] || { echo "Expected '$text' in the output of '$*':" && echo "$output" && return 1; }
}

refuses() {
    local text=$1 output
    shift
    ! output=$("$@" 2>&1) || { echo "Expected a refusal of '$*'" && return 1; }
    [[ $output == *"$text"* ]] || { echo "Expected '$text' in the refusal of '$*':" && echo "$output" && return 1; }
}

# until_says TEXT COMMAND...: within 60 s.
until_says() {
    local i
    for ((i = 0; i < 60; i++)); do
        ! says "$@" >/dev/null 2>&1 || return 0
        sleep 1
    done
    says "$@"
}

# until_gone COMMAND...: within 60 s it is refused with "not found".
until_gone() {
    local i
    for ((i = 0; i < 60; i++)); do
        ! refuses "not found" "$@" >/dev/null 2>&1 || return 0
        sleep 1
    done
    refuses "not found" "$@"
}

discovery_names_what_there_is() {
    "$CHECKOUT/podspace" kubeconfig >"$KUBECONFIG"
    chmod 600 "$KUBECONFIG"
    says "podspace" kube version
    says "deployments" kube api-resources
    says "deploy" kube api-resources
    says "projects" kube api-resources --api-group=project.openshift.io
    says "KIND:     Deployment" kube explain deployment
    says "pods wanted" kube explain deployment.spec.replicas
}

a_wrong_token_is_refused() {
    refuses "must be logged in" kube --token=pst_0000000000000000000000000000000000000000 get namespaces
}

a_namespace_is_a_project() {
    printf 'apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n' "$PROJECT" >"$FOLDER/project.yaml"
    says "namespace/$PROJECT created" kube create -f "$FOLDER/project.yaml"
    says "Active" kube get namespace "$PROJECT"
    refuses "AlreadyExists" kube create -f "$FOLDER/project.yaml"
    refuses "not found" kube get namespace no-such-project
    refuses "not found" kube -n no-such-project get pods
    kube config set-context --current --namespace="$PROJECT" >/dev/null
}

# kubectl sends what its "create" commands make as Protocol Buffers.
what_kubectl_makes_is_taken() {
    says "namespace/$PROJECT-made created" kube create namespace "$PROJECT-made"
    says "deployment.apps/made created" kube -n "$PROJECT-made" create deployment made --image="$IMAGE" --replicas=0 --port=8080
    says "service/made exposed" kube -n "$PROJECT-made" expose deployment made --port=80 --target-port=8080
    says "ingress.networking.k8s.io/made created" kube -n "$PROJECT-made" create ingress made --rule="made.apps.localhost/*=made:80"
    says "0/0" kube -n "$PROJECT-made" get deployment made
    says "made.apps.localhost" kube -n "$PROJECT-made" get ingress made
    says "80/TCP" kube -n "$PROJECT-made" get service made
    says "deleted" kube delete namespace "$PROJECT-made"
    refuses "not found" kube get namespace "$PROJECT-made"
}

a_service_is_exposed_and_everything_goes() {
    says "exposed" kube expose deployment web --name=again --port=8080
    says "ClusterIP" kube get service again
    says "deleted" kube delete service again
    # The service is before its ingress in the file, and goes all the same.
    says "ingress.networking.k8s.io \"web\" deleted" kube delete -f "$FOLDER/web.yaml"
    refuses "not found" kube get service web
    refuses "not found" kube get ingress web
    refuses "not found" kube get deployment web
    says "deleted" kube delete namespace "$PROJECT"
    refuses "not found" kube get namespace "$PROJECT"
}

# shellcheck source=provisioning/test/rollouts.sh
source "$CHECKOUT/provisioning/test/rollouts.sh"
# shellcheck source=provisioning/test/variables.sh
source "$CHECKOUT/provisioning/test/variables.sh"
# shellcheck source=provisioning/test/apply.sh
source "$CHECKOUT/provisioning/test/apply.sh"
# shellcheck source=provisioning/test/pages.sh
source "$CHECKOUT/provisioning/test/pages.sh"
# shellcheck source=provisioning/test/callers.sh
source "$CHECKOUT/provisioning/test/callers.sh"
# shellcheck source=provisioning/test/objects.sh
source "$CHECKOUT/provisioning/test/objects.sh"
# shellcheck source=provisioning/test/manifests.sh
source "$CHECKOUT/provisioning/test/manifests.sh"
# shellcheck source=provisioning/test/users.sh
source "$CHECKOUT/provisioning/test/users.sh"
# shellcheck source=provisioning/test/streams.sh
source "$CHECKOUT/provisioning/test/streams.sh"
# shellcheck source=provisioning/test/ports.sh
source "$CHECKOUT/provisioning/test/ports.sh"
# shellcheck source=provisioning/test/stories.sh
source "$CHECKOUT/provisioning/test/stories.sh"

run_stories api discovery_names_what_there_is a_wrong_token_is_refused a_namespace_is_a_project a_manifest_becomes_pods \
    applying_again_changes_nothing a_dry_run_keeps_nothing scale_is_seen_by_a_watch a_change_is_a_revision_and_can_be_undone \
    a_stale_change_is_a_conflict config_maps_and_secrets_become_variables bytes_are_kept_and_are_no_variables probes_may_be_commands what_kubectl_makes_is_taken \
    logs_are_read_and_followed commands_run_in_pods much_goes_through_a_command files_are_copied \
    a_command_ends_with_its_client a_terminal_is_a_terminal a_terminal_passes_interrupts_and_sizes \
    an_account_has_twenty_sessions what_pods_write_is_attached_to old_clients_are_told_what_they_need \
    ports_of_pods_are_reached many_connections_go_through_one_forward a_port_that_nobody_listens_to_is_told \
    a_forward_ends_with_its_pod \
    a_deleted_pod_is_replaced what_is_not_there_is_refused_with_its_path autoscalers_are_kept_in_both_versions behavior_of_autoscalers_is_kept \
    an_autoscaler_goes_with_its_deployment routes_are_ingresses_and_more a_certificate_comes_with_a_route \
    events_are_there_in_both_groups pods_tell_what_happened_to_them trouble_of_pods_has_the_words_of_kubernetes \
    projects_are_asked_for everybody_gets_what_is_theirs what_one_may_do_is_told everything_can_be_watched \
    a_whole_application_comes_and_goes a_service_may_come_before_its_deployment a_port_moves_under_its_name_and_no_visit_is_lost \
    a_kustomization_is_applied a_refusal_names_the_object the_server_says_how_it_is_and_who_one_is slips_of_the_pen_are_told \
    pods_take_no_changes what_is_no_longer_applied_is_pruned kinds_that_are_not_there_say_what_to_do what_is_deleted_says_since_when \
    one_manager_applies_on_the_server two_managers_conflict_and_one_takes_over client_side_apply_goes_over_to_the_server \
    bad_applies_are_answered requests_follow_limits pods_are_chosen_by_their_fields a_thousand_objects_come_in_pages a_watch_from_long_ago_begins_anew debians_kubectl_works \
    a_session_ends_with_its_token a_session_ends_with_the_role a_forward_ends_with_its_token watches_and_logs_end_with_their_token watches_and_logs_end_with_their_client a_revoked_token_is_refused_within_5_seconds bad_input_is_answered a_service_is_exposed_and_everything_goes
