package io.podspace.console;

import io.podspace.security.Accounts;
import io.podspace.security.SignIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** Makes an account and signs it in. */
@Named
@RequestScoped
public class SignUpPage {
    @Inject
    Accounts accounts;

    @Inject
    SignIn boundary;

    @Inject
    HttpServletRequest request;

    private String name;
    private String email;
    private String password;

    public void signUp() {
        String address = request.getRemoteAddr();
        String made = accounts.signUp(name, email, password, address).name();
        boundary.signIn(made, password, address);
        Pages.go("/projects");
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
