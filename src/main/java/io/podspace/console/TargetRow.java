package io.podspace.console;

import io.podspace.platform.PodSpaceException;
import io.podspace.route.RouteTarget;
import java.io.Serializable;

/** One service behind a route, as the form shows it: {@code service:port} and a weight. */
public class TargetRow implements Serializable {
    private String choice;
    private String weight;

    TargetRow(String choice, int weight) {
        this.choice = choice;
        this.weight = Integer.toString(weight);
    }

    static TargetRow of(RouteTarget target) {
        return new TargetRow(target.service() + ":" + target.port(), target.weight());
    }

    RouteTarget target(int row) {
        int colon = choice.lastIndexOf(':');
        if (colon < 1) {
            throw PodSpaceException.invalid(
                    "targets[" + row + "].service", "Choose a service. If there is none, make one first.");
        }
        return new RouteTarget(
                choice.substring(0, colon),
                NumberText.parse("targets[" + row + "].port", choice.substring(colon + 1), 0, 65535),
                NumberText.parse("targets[" + row + "].weight", weight, 0, 256));
    }

    public String getChoice() {
        return choice;
    }

    public void setChoice(String choice) {
        this.choice = choice;
    }

    public String getWeight() {
        return weight;
    }

    public void setWeight(String weight) {
        this.weight = weight;
    }
}
