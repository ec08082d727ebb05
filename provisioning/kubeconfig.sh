# kubeconfig: what kubectl and client libraries need to work with the box as its administrator.

api_url() {
    local name
    name=$(ask_address)
    [[ $name != 127.0.0.1 ]] || name=${OPTION[console-host]}
    echo "https://$name:${OPTION[api-port]}"
}

# The authority's certificate alone: the file holds its key too.
api_authority() {
    sed -n '/BEGIN CERTIFICATE/,/END CERTIFICATE/p' "$HOME_DIR/secrets/pki/proxies/authority.pem"
}

# It holds a token: what is written to a file should be readable by its owner only.
box_kubeconfig() {
    need_box
    [[ -s $HOME_DIR/secrets/pki/proxies/authority.pem ]] || fail "The box has no certificates yet. Run: ./podspace up"
    cat <<CONFIG
apiVersion: v1
kind: Config
clusters:
  - name: podspace
    cluster:
      server: $(api_url)
      certificate-authority-data: $(api_authority | base64 -w 0)
users:
  - name: admin
    user:
      token: $(secret admin.token)
contexts:
  - name: podspace
    context: {cluster: podspace, user: admin}
current-context: podspace
CONFIG
}
