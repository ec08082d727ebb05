package io.podspace.security;

import io.podspace.platform.Transactions;
import java.util.Optional;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authc.SimpleAuthenticationInfo;
import org.apache.shiro.authc.UsernamePasswordToken;
import org.apache.shiro.realm.AuthenticatingRealm;

/**
 * Shiro's view of accounts: who has this name and this password. What somebody may do is not Shiro's business but that of
 * {@link Permissions}, where a role belongs to a project.
 */
final class AccountRealm extends AuthenticatingRealm {
    private static final Ticket NOBODY = new Ticket(0, 0);

    private final AccountTable table;
    private final Transactions transactions;
    private final Passwords passwords;

    AccountRealm(AccountTable table, Transactions transactions, Passwords passwords) {
        this.table = table;
        this.transactions = transactions;
        this.passwords = passwords;
        setName("accounts");
        setAuthenticationTokenClass(UsernamePasswordToken.class);
        setAuthenticationCachingEnabled(false);
        setCredentialsMatcher((token, info) ->
                passwords.matches(new String((char[]) token.getCredentials()), (String) info.getCredentials()));
    }

    @Override
    protected AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) {
        // An unknown or disabled account gets a hash that nothing matches: the answer must take as long as for a known
        // one.
        Optional<Account> account = enabled((String) token.getPrincipal());
        return new SimpleAuthenticationInfo(
                account.map(Account::ticket).orElse(NOBODY),
                account.map(known -> known.passwordHash).orElseGet(passwords::nobody),
                getName());
    }

    private Optional<Account> enabled(String name) {
        return transactions.read(() -> table.find(name).filter(account -> !account.disabled));
    }
}
