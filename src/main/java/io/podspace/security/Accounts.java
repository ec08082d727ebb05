package io.podspace.security;

import io.podspace.platform.Changed;
import io.podspace.platform.ErrorCode;
import io.podspace.platform.PodSpaceException;
import io.podspace.platform.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The boundary of accounts: signing up, the own password, and what administrators do with accounts. */
@ApplicationScoped
public class Accounts {
    private static final int REMEMBERED = 10_000;

    private final Attempts addresses = new Attempts(SlowDown.SIGN_UP, REMEMBERED);

    @Inject
    AccountTable table;

    @Inject
    Passwords passwords;

    @Inject
    Transactions transactions;

    @Inject
    CurrentUser user;

    @Inject
    Permissions permissions;

    @Inject
    Clock clock;

    @Inject
    Event<Changed> changes;

    /**
     * Makes an account that can sign in at once. Anybody may.
     *
     * @param name DNS label, unique on the platform
     * @param email unique on the platform; case does not count
     * @param address where the request comes from
     * @throws PodSpaceException INVALID or ALREADY_EXISTS at {@code name}, {@code email} or {@code password};
     *     TOO_MANY_REQUESTS with the time to wait, after very many accounts from one address
     */
    public AccountView signUp(String name, String email, String password, String address) {
        check(name, email, password);
        Instant now = clock.instant();
        addresses.begin(address, now).ifPresent(until -> {
            throw new PodSpaceException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "Very many accounts were made from your address. Wait %d seconds, then try again."
                            .formatted(SlowDown.seconds(now, until)));
        });
        return create(name, email, password, false);
    }

    private static void check(String name, String email, String password) {
        AccountRules.checkName(name);
        AccountRules.checkPassword(password, name, AccountRules.checkEmail(email));
    }

    AccountView create(String name, String email, String password, boolean administrator) {
        check(name, email, password);
        String address = AccountRules.checkEmail(email);
        String hash = passwords.hash(password);
        return transactions.write(() -> {
            refuseTaken(name, address);
            Account account = new Account(name, address, hash, administrator, clock.instant());
            table.add(account);
            changed(account);
            return account.view();
        });
    }

    /** Every account by name. Administrators only. */
    public List<AccountView> list() {
        permissions.requireAdministrator();
        return transactions.read(() -> table.all().stream().map(Account::view).toList());
    }

    /** The caller's own account. */
    public AccountView mine() {
        long id = user.id();
        return transactions.read(
                () -> table.find(id).orElseThrow(Accounts::notFound).view());
    }

    /**
     * The row id of an account, for giving it a role. Everybody who is signed in may ask by the exact name.
     *
     * @throws PodSpaceException NOT_FOUND at {@code name}
     */
    public long idOf(String name) {
        user.require();
        String key = name == null ? "" : name.strip().toLowerCase(Locale.ROOT);
        return transactions.read(() -> table.find(key)
                .map(account -> account.id)
                .orElseThrow(() -> PodSpaceException.at(
                        "name",
                        ErrorCode.NOT_FOUND,
                        "Nobody is called '%s' here. Check the spelling.".formatted(key))));
    }

    /** Locks an account out, ending its sessions at once, or lets it in again. Administrators, but not for themselves. */
    public AccountView setDisabled(long id, boolean disabled) {
        permissions.requireAdministrator();
        refuseOwn(id);
        return change(id, account -> account.setDisabled(disabled));
    }

    /** Makes somebody an administrator of the platform, or no longer. Administrators, but not for themselves. */
    public AccountView setAdministrator(long id, boolean administrator) {
        permissions.requireAdministrator();
        refuseOwn(id);
        return change(id, account -> account.administrator = administrator);
    }

    /**
     * Changes the caller's password. All sessions of the account end, the caller's own too.
     *
     * @throws PodSpaceException INVALID at {@code oldPassword} or {@code newPassword}
     */
    public void changePassword(String oldPassword, String newPassword) {
        long id = user.id();
        Account known = transactions.read(() -> table.find(id).orElseThrow(Accounts::notFound));
        if (!passwords.matches(oldPassword, known.passwordHash)) {
            throw PodSpaceException.invalid("oldPassword", "This is not your current password. Enter it again.");
        }
        AccountRules.checkPassword("newPassword", newPassword, known.name, known.email);
        String hash = passwords.hash(newPassword);
        change(id, account -> account.changePassword(hash));
    }

    private AccountView change(long id, Consumer<Account> how) {
        return transactions.write(() -> {
            Account account = table.find(id).orElseThrow(Accounts::notFound);
            how.accept(account);
            changed(account);
            return account.view();
        });
    }

    private void changed(Account account) {
        changes.fire(new Changed(0, Changed.Topic.ACCOUNT, account.id));
    }

    private void refuseTaken(String name, String email) {
        if (table.nameTaken(name)) {
            throw PodSpaceException.at(
                    "name", ErrorCode.ALREADY_EXISTS, "The name '%s' is taken. Choose another one.".formatted(name));
        }
        if (table.emailTaken(email)) {
            throw PodSpaceException.at(
                    "email", ErrorCode.ALREADY_EXISTS, "There is an account with this address. Sign in with it.");
        }
    }

    private void refuseOwn(long id) {
        if (user.id() == id) {
            throw new PodSpaceException(
                    ErrorCode.CONFLICT, "You cannot do this to your own account. Ask another administrator.");
        }
    }

    private static PodSpaceException notFound() {
        return new PodSpaceException(ErrorCode.NOT_FOUND, "There is no such account.");
    }
}
