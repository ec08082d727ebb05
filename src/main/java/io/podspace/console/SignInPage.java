package io.podspace.console;

import io.podspace.security.ReturnPath;
import io.podspace.security.SignIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** Name and password, then on to where the user wanted to go. */
@Named
@RequestScoped
public class SignInPage {
    @Inject
    SignIn boundary;

    @Inject
    HttpServletRequest request;

    private String name;
    private String password;

    public void signIn() {
        boundary.signIn(name, password, request.getRemoteAddr());
        Pages.go(ReturnPath.of(Pages.parameter("to")).orElse("/projects"));
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
