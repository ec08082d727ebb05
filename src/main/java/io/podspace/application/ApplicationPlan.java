package io.podspace.application;

import io.podspace.deployment.NewDeployment;
import io.podspace.route.NewRoute;
import io.podspace.service.NewService;
import java.util.Optional;

/**
 * What {@link Applications#add} would write: the review page shows exactly this.
 *
 * @param routeUrl where the route would answer
 */
public record ApplicationPlan(
        NewDeployment deployment, Optional<NewService> service, Optional<NewRoute> route, Optional<String> routeUrl) {

    ApplicationPlan answeringAt(Optional<String> url) {
        return new ApplicationPlan(deployment, service, route, url);
    }
}
