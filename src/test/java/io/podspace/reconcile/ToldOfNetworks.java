package io.podspace.reconcile;

/** Counts what is told of networks. */
final class ToldOfNetworks implements ProjectNetworks.Listener {
    int made;
    int remade;

    @Override
    public void made() {
        made++;
    }

    @Override
    public void remade() {
        remade++;
    }
}
