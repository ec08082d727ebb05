package io.podspace.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** The rows of accounts. */
@ApplicationScoped
class AccountTable {
    @PersistenceContext
    EntityManager entities;

    Optional<Account> find(long id) {
        return Optional.ofNullable(entities.find(Account.class, id));
    }

    /** @param nameOrEmail in lower case */
    Optional<Account> find(String nameOrEmail) {
        return byNameOrEmail(nameOrEmail, LockModeType.NONE);
    }

    /** Holds the row until the transaction ends. */
    Optional<Account> lock(String nameOrEmail) {
        return byNameOrEmail(nameOrEmail, LockModeType.PESSIMISTIC_WRITE);
    }

    private Optional<Account> byNameOrEmail(String nameOrEmail, LockModeType lock) {
        return entities.createQuery("SELECT a FROM Account a WHERE a.name = :key OR a.email = :key", Account.class)
                .setParameter("key", nameOrEmail)
                .setLockMode(lock)
                .getResultStream()
                .findFirst();
    }

    List<Account> all() {
        return entities.createQuery("SELECT a FROM Account a ORDER BY a.name", Account.class)
                .getResultList();
    }

    boolean nameTaken(String name) {
        return find(name).filter(account -> account.name.equals(name)).isPresent();
    }

    boolean emailTaken(String email) {
        return find(email).filter(account -> account.email.equals(email)).isPresent();
    }

    void add(Account account) {
        entities.persist(account);
    }

    /** Who a session belongs to, unless the account was disabled or all its sessions were ended. */
    Optional<Identity> identity(Ticket ticket) {
        return find(ticket.account())
                .filter(account -> !account.disabled && account.sessionEpoch == ticket.epoch())
                .map(Account::identity);
    }
}
