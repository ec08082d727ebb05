package io.podspace.console;

import io.podspace.security.AccountView;
import io.podspace.security.Accounts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The user's own account, and a new password. */
@Named
@RequestScoped
public class AccountPage {
    @Inject
    Accounts accounts;

    private AccountView mine;
    private String oldPassword;
    private String newPassword;

    public AccountView getMine() {
        if (mine == null) {
            mine = accounts.mine();
        }
        return mine;
    }

    /** Every session of the account ends, this one too. */
    public void changePassword() {
        accounts.changePassword(oldPassword, newPassword);
        Pages.go("/signin?changed=true");
    }

    public String getOldPassword() {
        return oldPassword;
    }

    public void setOldPassword(String oldPassword) {
        this.oldPassword = oldPassword;
    }

    public String getNewPassword() {
        return newPassword;
    }

    public void setNewPassword(String newPassword) {
        this.newPassword = newPassword;
    }
}
