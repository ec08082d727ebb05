package io.podspace.console;

import io.podspace.security.AccountView;
import io.podspace.security.Accounts;
import io.podspace.security.CurrentUser;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Every account of the platform, for administrators. */
@Named
@RequestScoped
public class UsersPage {
    @Inject
    Accounts accounts;

    @Inject
    CurrentUser user;

    private List<AccountView> all;

    public List<AccountView> getAll() {
        if (all == null) {
            all = accounts.list();
        }
        return all;
    }

    public void setDisabled(AccountView account, boolean disabled) {
        accounts.setDisabled(account.id(), disabled);
        all = null;
        Pages.say(account.name() + (disabled ? " cannot sign in any more." : " can sign in again."));
    }

    public void setAdministrator(AccountView account, boolean administrator) {
        accounts.setAdministrator(account.id(), administrator);
        all = null;
        Pages.say(account.name() + (administrator ? " is an administrator now." : " is no administrator any more."));
    }

    /** Nobody locks himself out. */
    public boolean own(AccountView account) {
        return account.id() == user.id();
    }
}
